import { err, ok, type Result } from '../lang/result.ts';
import type { Clock } from '../lang/time.ts';
import type { StreamError } from '../sync/ports.ts';
import { BodyTooLarge, readBody } from './read-body.ts';
import { readRefusal, readRetryAfter, tryJson } from './refusal.ts';

export interface SendDeps {
  /** As `parseApiAddress` made it. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly fetch: typeof fetch;
  readonly mayAsk: () => Promise<boolean>;
  readonly clock: Clock;
  /** For the whole exchange, the body included. */
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
}

export interface ApiCall {
  readonly method: 'GET' | 'DELETE';
  /** Below `/api/v3`, with its slash; parts already encoded. */
  readonly path: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface ApiAnswer {
  /** The JSON value; `undefined` when the body was empty (DELETE answers so). */
  readonly body: unknown;
  /** The server's own clock (HTTP `Date`), ms since the epoch. */
  readonly servedAt?: number;
}

/**
 * One exchange with the API. Everything that can be expected to go wrong comes back as a StreamError, whose message
 * never holds the key.
 */
export async function send(deps: SendDeps, call: ApiCall): Promise<Result<ApiAnswer, StreamError>> {
  const answer = await exchange(deps, call);
  return answer.ok ? answer : err(redact(answer.error, deps.apiKey));
}

async function exchange(deps: SendDeps, call: ApiCall): Promise<Result<ApiAnswer, StreamError>> {
  // A line break or a letter beyond ASCII cannot stand in a header: fetch would throw as if there were no network.
  if (!/^[\x21-\x7e]+$/.test(deps.apiKey))
    return err({ code: 'unauthorised', message: 'The API key holds characters that no key has' });
  // The browser would send a preflight first, and its refusal looks like any fault of the network.
  if (!(await deps.mayAsk())) return err({ code: 'no-access', message: '' });
  // Not AbortSignal.timeout: nothing but the exchange holds such a signal, and Node collects it before it fires.
  const controller = new AbortController();
  const expire = () => controller.abort(new DOMException('no answer in time', 'TimeoutError'));
  const timer = setTimeout(expire, deps.timeoutMs);
  try {
    const response = await fetchApi(deps, call, controller.signal);
    // Browsers hide a redirect's status (opaque, 0), Node shows it. Following one would carry the key elsewhere.
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      return err({ code: 'not-virustotal', message: 'The address answers with a redirect' });
    const body = await readBody(response, deps.maxBodyBytes);
    return readAnswer(deps, response, body);
  } catch (error) {
    return err(toStreamError(error, deps));
  } finally {
    clearTimeout(timer);
  }
}

function fetchApi(
  { fetch, baseUrl, apiKey }: SendDeps,
  call: ApiCall,
  signal: AbortSignal,
): Promise<Response> {
  // URLSearchParams encodes as forms do: `+` becomes %2B, which a filter's dates need, and a space becomes `+`.
  const query = new URLSearchParams(call.parameters).toString();
  return fetch(`${baseUrl}/api/v3${call.path}${query && `?${query}`}`, {
    method: call.method,
    headers: { 'x-apikey': apiKey, 'x-tool': 'huntlight', accept: 'application/json' },
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  });
}

function readAnswer(deps: SendDeps, response: Response, body: string): Result<ApiAnswer, StreamError> {
  const date = Date.parse(response.headers.get('date') ?? '');
  const servedAt = Number.isNaN(date) ? undefined : date;
  if (response.status >= 400) {
    const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), servedAt ?? deps.clock());
    return err(
      readRefusal({ status: response.status, body, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }),
    );
  }
  const json = body === '' ? undefined : tryJson(body);
  if (body !== '' && json === undefined)
    return err({ code: 'not-virustotal', message: 'The answer is not JSON, or was cut off' });
  return ok({ body: json, ...(servedAt === undefined ? {} : { servedAt }) });
}

/** The browser's own words for a failed fetch differ and may hold the URL: they are not passed on. */
function toStreamError(error: unknown, { timeoutMs, maxBodyBytes }: SendDeps): StreamError {
  if (error instanceof BodyTooLarge)
    return { code: 'not-virustotal', message: `The answer is larger than ${maxBodyBytes >> 20} MB` };
  const name = error instanceof Error ? error.name : undefined;
  if (name === 'TimeoutError' || name === 'AbortError')
    return { code: 'timeout', message: `No full answer within ${Math.round(timeoutMs / 1000)} seconds` };
  return { code: 'offline', message: 'The server cannot be reached, or the connection was lost' };
}

const MAX_MESSAGE = 300;

/** Without the key, then cut: the other way round half a key could be left standing at the end. */
function redact(error: StreamError, apiKey: string): StreamError {
  const message = apiKey === '' ? error.message : error.message.replaceAll(apiKey, '(API key)');
  return { ...error, message: message.slice(0, MAX_MESSAGE) };
}
