import { ApiError, notFound } from './api-error.ts';
import { toDescriptor } from './api-item.ts';
import { encodeCursor } from './cursor.ts';
import { createDeletion } from './deletion.ts';
import { parseFilter } from './filter.ts';
import { toNotificationObject } from './notification-object.ts';
import { keyOf, type Row, type Stream } from './stream.ts';
import { parseStreamQuery } from './stream-query.ts';

/** What can be changed while the stand-in runs. */
export interface ApiSettings {
  /** The one key that is right. */
  readonly key: string;
  /** The key is right but has no IoC Stream: every request is answered 403. */
  readonly forbidden: boolean;
  /** `limit` over 40: undocumented, so both. */
  readonly overLimit: 'clamp' | 'reject';
  /** Older cursors are refused with 400. Upstream's lifetime is unknown: never by default. */
  readonly cursorLifetimeMs: number;
  /** `meta.count` stands in every answer seen since 2025, but not in the document. */
  readonly metaCount: boolean;
  /** Whether the last full stream page still has a cursor, which then leads to an empty one. */
  readonly emptyLastPage: boolean;
  /** Rows older than this are gone. Upstream: 7 days. */
  readonly retentionMs: number;
  /** How long a DELETE by filter runs; until then its rows stay, and another one is refused with 429. */
  readonly deletionMs: number;
}

export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  /** `x-apikey`, where sent. */
  readonly key: string | undefined;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const STREAM_PATH = '/api/v3/ioc_stream';
const NOTIFICATION_PATH = /^\/api\/v3\/ioc_stream_notifications\/([^/]+)$/;

export interface Api {
  answer(request: ApiRequest): ApiAnswer;
  /** Lets what is due by now happen: rows past retention go, a DELETE whose time is up ends. */
  settle(): void;
  /** Ends a running DELETE now. */
  finishDeletion(): void;
}

/** What VirusTotal's API v3 says about the IoC Stream, without any network: requests in, answers out. */
export function createApi(stream: Stream, settings: () => ApiSettings, clock: () => number): Api {
  const deletion = createDeletion(stream);

  const answerStream = ({ url }: ApiRequest): ApiAnswer => {
    const { overLimit, cursorLifetimeMs, emptyLastPage, metaCount } = settings();
    const query = parseStreamQuery(url.searchParams, { overLimit, cursorLifetimeMs, now: clock() });
    const { rows, last } = takePage(stream.walk(query.filter, query), query.limit, emptyLastPage);
    const cursor = last && encodeCursor(keyOf(last), clock());
    const items = rows.map(({ source, index }) => source.itemAt(index));
    return json(200, {
      data: query.descriptorsOnly ? items.map(toDescriptor) : items,
      meta: {
        ...(metaCount ? { count: stream.count(query.filter) } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      },
      links: {
        self: url.href.replaceAll('%3A', ':'),
        ...(cursor === undefined ? {} : { next: createNext(url, cursor) }),
      },
    });
  };
  const answerNotification = ({ method, url }: ApiRequest, id: string): ApiAnswer => {
    const row = stream.find(id);
    if (row === undefined) throw notFound(`IoC Stream notification "${id}" not found`);
    if (method === 'GET') {
      return json(200, { data: toNotificationObject(row.source.itemAt(row.index), url.href) });
    }
    stream.remove([id]);
    return empty();
  };
  const route = (request: ApiRequest): ApiAnswer => {
    const { method, url } = request;
    const id = NOTIFICATION_PATH.exec(url.pathname)?.[1];
    if (url.pathname !== STREAM_PATH && id === undefined)
      throw notFound(`Resource "${url.pathname}" not found`);
    if (method !== 'GET' && method !== 'DELETE') throw methodNotAllowed(method);
    if (id !== undefined) return answerNotification(request, id);
    if (method === 'GET') return answerStream(request);
    deletion.start(parseFilter(url.searchParams.get('filter') ?? ''), clock() + settings().deletionMs);
    return empty();
  };

  const settle = () => {
    stream.expire(Math.ceil((clock() - settings().retentionMs) / 1000));
    deletion.settle(clock());
  };

  return {
    settle,
    answer(request) {
      try {
        if (request.method === 'OPTIONS') throw methodNotAllowed('OPTIONS');
        if (request.url.pathname === '/')
          return { status: 200, headers: TEXT, body: 'Stand-in VirusTotal\n' };
        checkKey(request.key, settings());
        settle();
        return route(request);
      } catch (error) {
        if (error instanceof ApiError) return toAnswer(error);
        throw error;
      }
    },
    finishDeletion: () => deletion.settle(Number.POSITIVE_INFINITY),
  };
}

function checkKey(key: string | undefined, settings: ApiSettings): void {
  if (key === undefined) {
    throw new ApiError(401, 'AuthenticationRequiredError', 'X-Apikey header is missing');
  }
  if (key !== settings.key) throw new ApiError(401, 'WrongCredentialsError', 'Wrong API key');
  if (settings.forbidden) {
    throw new ApiError(403, 'ForbiddenError', 'You are not authorized to perform the requested operation');
  }
}

/** Up to `limit` rows, and the last of them when a stream page follows. */
function takePage(walk: Generator<Row>, limit: number, emptyLastPage: boolean): { rows: Row[]; last?: Row } {
  const rows: Row[] = [];
  for (const row of walk) {
    if (rows.length === limit) return withLast(rows);
    rows.push(row);
  }
  return emptyLastPage && rows.length === limit ? withLast(rows) : { rows };
}

function withLast(rows: Row[]): { rows: Row[]; last?: Row } {
  const last = rows.at(-1);
  return last === undefined ? { rows } : { rows, last };
}

/** `links.next`: the same request, form-encoded, the cursor last. */
function createNext(url: URL, cursor: string): string {
  const parameters = new URLSearchParams(url.searchParams);
  parameters.delete('cursor');
  parameters.append('cursor', cursor);
  return `${url.origin}${url.pathname}?${parameters}`;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

const json = (status: number, body: unknown): ApiAnswer => ({
  status,
  headers: JSON_TYPE,
  body: JSON.stringify(body),
});

const empty = (): ApiAnswer => ({ status: 200, headers: JSON_TYPE, body: '' });

/** The error envelope of a refusal. */
export const toAnswer = ({ status, code, message }: ApiError): ApiAnswer =>
  json(status, { error: { code, message } });

const methodNotAllowed = (method: string) =>
  new ApiError(405, 'MethodNotAllowedError', `Method ${method} is not allowed`);
