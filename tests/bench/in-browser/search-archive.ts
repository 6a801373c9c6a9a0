import { parseFilter } from '../../../utils/ioc/filter.ts';
import { createFilterTest } from '../../../utils/ioc/filter-evaluate.ts';
import { openArchive } from '../../../utils/store/open-archive.ts';
import { readAllRows } from '../../../utils/store/rebuild-indexes.ts';
import { readRow } from '../../../utils/store/stored-notification.ts';
import { openDatabase } from './fill-archive.ts';

export interface SearchSamples {
  /** The first answer of an archive just opened: what a search needs is loaded for it. */
  readonly first: number;
  readonly warm: number[];
  readonly counters: number[];
  /** What the list of the unread alone is laid out from. */
  readonly unread: number[];
  readonly unreadRows: number;
  readonly hits: number;
  /** How often `count()` was called on anything. */
  readonly counts: number;
}

/** The first 50 rows that a text finds, again and again; the counters that badge and popup show; the unread by day. */
export async function measureSearch(search: {
  name: string;
  text: string;
  rounds: number;
}): Promise<SearchSamples> {
  const { name, text, rounds } = search;
  const counted = watchCounts();
  const opened = await openArchive(name, { mustExist: true });
  if (!opened.ok) throw new Error(`${name}: ${opened.error.code}`);
  const archive = opened.value;
  const query = { filter: text, order: 'date-', limit: 50 } as const;
  const time = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const first = await time(() => archive.listNotifications(query));
  const warm: number[] = [];
  const counters: number[] = [];
  const unread: number[] = [];
  const readUnread = () => archive.readOutline('', { unreadOnly: true });
  for (let round = 0; round < rounds; round++) {
    warm.push(await time(() => archive.listNotifications(query)));
    counters.push(await time(() => archive.readCounters()));
    unread.push(await time(readUnread));
  }
  const { rows } = await archive.listNotifications(query);
  const { total: unreadRows } = await readUnread();
  archive.close();
  return { first, warm, counters, unread, unreadRows, hits: rows.length, counts: counted() };
}

/** Every row read and tested, until 50 are found or none is left. */
export async function measureRowScan({ name, text }: { name: string; text: string }) {
  const filter = parseFilter(text, 'local');
  if (!filter.ok) throw new Error(filter.error.message);
  const matches = createFilterTest(filter.value);
  const database = await openDatabase(name);
  const start = performance.now();
  let hits = 0;
  for await (const rows of readAllRows(database, 2000)) {
    hits += rows.filter((row) => matches(readRow(row))).length;
  }
  const ms = performance.now() - start;
  database.close();
  return { ms, hits };
}

function watchCounts(): () => number {
  let counts = 0;
  for (const { prototype } of [IDBObjectStore, IDBIndex]) {
    const { count } = prototype;
    prototype.count = function (this: IDBObjectStore & IDBIndex, ...query: []) {
      counts++;
      return count.apply(this, query);
    };
  }
  return () => counts;
}
