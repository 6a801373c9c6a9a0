import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ArchivedNotification } from '../../../utils/ioc/notification.ts';
import { parseItem } from '../../../utils/vt/parse.ts';
import { createGeneratedSource } from '../../virustotal/generator/generated-source.ts';

export interface RowServer {
  /** `?from=I&count=N&step=S`: N rows from index I on, every S-th (default: each), oldest first, as JSON. */
  readonly url: string;
  close(): Promise<void>;
}

/** Rows that there are to ask for: a million, and more for what is synced into the full archive later. */
export const ROWS_THERE_ARE = 2_000_000;
/** 2026-11-20, UTC seconds. */
const NEWEST = 1_795_132_800;
const YEARS = 2;
/** One row in five is unread, everywhere in the archive. */
const UNREAD_ONE_IN = 5;

/**
 * Serves the stand-in's invented notifications (tests/virustotal/generator), read by the client's own parser. They are
 * made on the way: the stand-in's generator needs Node, the store a browser.
 */
export async function serveRows(): Promise<RowServer> {
  const days = YEARS * 365;
  const source = createGeneratedSource({
    count: ROWS_THERE_ARE,
    seed: 1,
    newest: NEWEST,
    days,
    itemBytes: 0,
  });
  const rowAt = (index: number): ArchivedNotification[] => {
    const row = parseItem(source.itemAt(source.size - 1 - index));
    if (!row.ok) return [];
    return [
      { ...row.value, storedAt: row.value.date * 1000, read: index % UNREAD_ONE_IN !== 0, pinned: false },
    ];
  };
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const read = (name: string, otherwise = 0) => Number(searchParams.get(name) ?? otherwise);
    const rows = Array.from({ length: read('count') }, (_, i) =>
      rowAt(read('from') + i * read('step', 1)),
    ).flat();
    response.setHeader('content-type', 'application/json');
    response.setHeader('access-control-allow-origin', '*');
    response.end(JSON.stringify(rows));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
