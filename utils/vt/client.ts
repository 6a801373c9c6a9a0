import { parseFilter } from '../ioc/filter.ts';
import type { Notification } from '../ioc/notification.ts';
import { err, ok, type Result } from '../lang/result.ts';
import { type Clock, SECOND_MS } from '../lang/time.ts';
import type { StreamError, StreamPage, StreamRequest, StreamSource } from '../sync/ports.ts';
import { parseNotificationObject, parseStreamPage } from './parse.ts';
import { type ApiCall, type SendDeps, send } from './send.ts';

export interface StreamClientDeps {
  /** As `parseApiAddress` made it: without `/api/v3`, without a trailing slash. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly fetch: typeof fetch;
  /** Whether the user lets the browser ask this server; without, nothing is sent. Default: it may. */
  readonly mayAsk?: () => Promise<boolean>;
  /** For a `Retry-After` given as a date, when the server sends no `Date`. */
  readonly clock: Clock;
  /** For one whole exchange. Default 60 seconds. */
  readonly timeoutMs?: number;
  /** Default 64 MB, sixty times a stream page of 40 full objects. */
  readonly maxBodyBytes?: number;
}

/**
 * VirusTotal's IoC Stream over HTTP (API v3). Every call is one request and costs one of the user's quota. Errors are
 * values; each has words for its cause and never the key.
 */
export interface StreamClient extends StreamSource {
  /** GET /ioc_stream_notifications/{id}: the only place that knows `hunting.matchInSubfile`. */
  readNotification(id: string): Promise<Result<Notification, StreamError>>;
  /** Gone already is `not-found`. */
  deleteNotification(id: string): Promise<Result<void, StreamError>>;
  /**
   * Starts VirusTotal's own asynchronous deletion of everything that `filter` matches; ask `count` how far it is. An
   * empty filter, which upstream means "delete everything", and one outside the grammar are refused (`bad-request`).
   * After `timeout` and `offline` it is unknown whether the deletion runs; repeating it would also take newer rows.
   */
  deleteByFilter(filter: string): Promise<Result<void, StreamError>>;
  /** How many rows match; `undefined` when VirusTotal does not say (`meta.count` is undocumented). */
  count(filter: string): Promise<Result<number | undefined, StreamError>>;
  /** Whether key and address are good for the IoC Stream, with the cheapest request that proves it. */
  checkAccount(): Promise<Result<void, StreamError>>;
}

const NOT_THE_API: StreamError = {
  code: 'not-virustotal',
  message: 'The answer has not the shape of the VirusTotal API',
};

export function createStreamClient(deps: StreamClientDeps): StreamClient {
  const settled: SendDeps = {
    mayAsk: async () => true,
    timeoutMs: 60 * SECOND_MS,
    maxBodyBytes: 64 * 2 ** 20,
    ...deps,
  };
  const readPage = (parameters: Readonly<Record<string, string>>) => readStream(settled, parameters);
  return {
    readStreamPage: ({ filter, order, limit, cursor, descriptorsOnly }: StreamRequest) =>
      readPage({
        limit: String(limit),
        order,
        ...(filter === '' ? {} : { filter }),
        ...(descriptorsOnly ? { descriptors_only: 'true' } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
    async readNotification(id) {
      const answer = await send(settled, toNotificationCall('GET', id));
      if (!answer.ok) return answer;
      const parsed = parseNotificationObject(answer.value.body);
      return parsed.ok ? parsed : err({ ...NOT_THE_API, message: `The notification ${parsed.error.reason}` });
    },
    async deleteNotification(id) {
      const answer = await send(settled, toNotificationCall('DELETE', id));
      return answer.ok ? ok(undefined) : answer;
    },
    async deleteByFilter(filter) {
      const parsed = parseFilter(filter, 'stream');
      if (!parsed.ok) return err({ code: 'bad-request', message: parsed.error.message });
      if (parsed.value.terms.length === 0)
        return err({ code: 'bad-request', message: 'Deleting without a filter would delete everything' });
      const answer = await send(settled, { method: 'DELETE', path: '/ioc_stream', parameters: { filter } });
      return answer.ok ? ok(undefined) : answer;
    },
    async count(filter) {
      const page = await readPage({ ...PROBE, ...(filter === '' ? {} : { filter }) });
      if (!page.ok) return page;
      const { count, notifications, rejected } = page.value;
      return ok(count ?? (notifications.length + rejected.length === 0 ? 0 : undefined));
    },
    async checkAccount() {
      const page = await readPage(PROBE);
      return page.ok ? ok(undefined) : page;
    },
  };
}

const PROBE = { limit: '1', descriptors_only: 'true' };

const toNotificationCall = (method: ApiCall['method'], id: string): ApiCall => ({
  method,
  path: `/ioc_stream_notifications/${encodeURIComponent(id)}`,
});

async function readStream(
  deps: SendDeps,
  parameters: Readonly<Record<string, string>>,
): Promise<Result<StreamPage, StreamError>> {
  const answer = await send(deps, { method: 'GET', path: '/ioc_stream', parameters });
  if (!answer.ok) return answer;
  const page = parseStreamPage(answer.value.body);
  if (page === undefined) return err(NOT_THE_API);
  const { servedAt } = answer.value;
  return ok(servedAt === undefined ? page : { ...page, servedAt });
}
