import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApiSettings, createApi } from './api.ts';
import type { ApiItem } from './api-item.ts';
import { parseFilter } from './filter.ts';
import type { LoggedRequest } from './request-log.ts';
import type { RowSource } from './row-source.ts';
import { createStream } from './stream.ts';

export interface VirusTotalOptions extends Partial<ApiSettings> {
  /** Rows held in memory. */
  readonly items?: readonly ApiItem[];
  /** Rows made when asked for (generator/). */
  readonly generated?: RowSource;
  /** Default 0: any free port. Loopback only. */
  readonly port?: number;
  /** Default `Date.now`. */
  readonly clock?: () => number;
}

/** A stand-in VirusTotal on loopback. */
export interface VirusTotal {
  /** `http://127.0.0.1:PORT`, without a slash at the end: the extension's "API address". */
  readonly url: string;
  readonly log: readonly LoggedRequest[];
  /** New rows, at the top or late with older dates. Throws on a `notification_id` that is there already. */
  insert(items: readonly ApiItem[]): void;
  /** Takes single notifications away. */
  remove(ids: Iterable<string>): number;
  /** Takes every notification older than this (UTC seconds) away, as upstream's 7 days do. */
  expire(date: number): void;
  /** Changes the rules from the next request on. */
  configure(settings: Partial<ApiSettings>): void;
  /** Ends a running DELETE by filter now. */
  finishDeletion(): void;
  /** All current rows as full items, newest first: the oracle. `filter` as in a request. */
  rows(filter?: string): Generator<ApiItem>;
  close(): Promise<void>;
}

export const DEFAULT_SETTINGS: ApiSettings = {
  key: 'huntlight-test-key',
  forbidden: false,
  overLimit: 'clamp',
  cursorLifetimeMs: Number.POSITIVE_INFINITY,
  metaCount: true,
  emptyLastPage: false,
  retentionMs: Number.POSITIVE_INFINITY,
  deletionMs: 1000,
};

/** Starts a stand-in VirusTotal. Rejects when the port is taken. */
export async function createVirusTotal(options: VirusTotalOptions = {}): Promise<VirusTotal> {
  const { items = [], generated, port = 0, clock = Date.now, ...given } = options;
  let settings: ApiSettings = { ...DEFAULT_SETTINGS, ...given };
  const stream = createStream(items, generated);
  const api = createApi(stream, () => settings, clock);
  const log: LoggedRequest[] = [];

  const server = createServer((request, response) => {
    request.resume();
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    const key = readHeader(request, 'x-apikey');
    const answer = api.answer({ method: request.method ?? 'GET', url, key });
    log.push({
      number: log.length + 1,
      method: request.method ?? 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: toLoggedHeaders(request),
      key: key === undefined ? 'none' : key === settings.key ? 'right' : 'wrong',
      status: answer.status,
      at: clock(),
      faults: [],
    });
    send(response, answer.status, answer.headers, answer.body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    insert: stream.insert,
    remove: stream.remove,
    expire: stream.expire,
    configure(changed) {
      settings = { ...settings, ...changed };
    },
    finishDeletion: api.finishDeletion,
    *rows(filter = '') {
      for (const { source, index } of stream.walk(parseFilter(filter), { order: 'date-' }))
        yield source.itemAt(index);
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
) {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function readHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function toLoggedHeaders(request: IncomingMessage): Record<string, string> {
  const names = Object.keys(request.headers).filter((name) => name !== 'x-apikey');
  return Object.fromEntries(names.map((name) => [name, readHeader(request, name) ?? '']));
}
