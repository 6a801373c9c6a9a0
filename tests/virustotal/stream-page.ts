import { toDescriptor } from './api-item.ts';
import type { ApiSettings } from './api-settings.ts';
import { encodeCursor } from './cursor.ts';
import { keyOf, type Row, type Stream } from './stream.ts';
import { parseStreamQuery } from './stream-query.ts';

/** The body of GET /ioc_stream: rows, count, cursor and links. `now` in milliseconds. Throws an `ApiError` (400). */
export function createStreamPage(stream: Stream, url: URL, settings: ApiSettings, now: number) {
  const { overLimit, cursorLifetimeMs, emptyLastPage, metaCount } = settings;
  const query = parseStreamQuery(url.searchParams, { overLimit, cursorLifetimeMs, now });
  const { rows, last } = takePage(stream.walk(query.filter, query), query.limit, emptyLastPage);
  const cursor = last && encodeCursor(keyOf(last), now);
  const items = rows.map(({ source, index }) => source.itemAt(index));
  return {
    data: query.descriptorsOnly ? items.map(toDescriptor) : items,
    meta: {
      ...(metaCount ? { count: stream.count(query.filter) } : {}),
      ...(cursor === undefined ? {} : { cursor }),
    },
    links: {
      // Seen: the filter's colons decoded, its spaces as they came.
      self: url.href.replaceAll('%3A', ':'),
      ...(cursor === undefined ? {} : { next: createNext(url, cursor) }),
    },
  };
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
