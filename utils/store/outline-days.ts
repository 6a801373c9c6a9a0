import type { Filter } from '../ioc/filter.ts';
import { createFilterTest } from '../ioc/filter-evaluate.ts';
import type { ArchivedNotification } from '../ioc/notification.ts';
import { createCause, createCauseIdentity } from './causes.ts';
import { isBefore } from './merged-scan.ts';
import { createHashSource, isHashBeginning } from './row-source.ts';
import type { ArchiveDatabase, StoredCause, StoredDay } from './schema.ts';
import { collectUnread, readSpan, type Span } from './span-ids.ts';
import { readRow } from './stored-notification.ts';
import { DAY_SECONDS, findDay } from './tally.ts';
import type { TextHits } from './text-index.ts';
import { type ColumnHits, selectHits } from './text-search.ts';
import { beginRead } from './transactions.ts';

/** Rows by cause of one day. */
export type DayCauses = Pick<StoredDay, 'day' | 'causes'>;

/** Where an outline (outline.ts) gets its days from. */
export interface OutlineDays {
  /** Oldest day first. */
  readonly days: readonly DayCauses[];
  readonly exact: boolean;
  /** Rows by cause in a part of a day. */
  countSpan(span: Span): Promise<Map<number, number>>;
  /** Oldest first, as they are now. */
  readIds(span: Span): Promise<readonly string[]>;
}

/** The rows that free text finds: in columns, which may name rows that are gone, and by how their hashes begin. */
export async function createTextDays(
  database: ArchiveDatabase,
  filter: Filter,
  texts: readonly string[],
  { hits, isExact }: TextHits,
): Promise<OutlineDays> {
  const named = await findByHash(database, filter, texts);
  const isHit = ({ id, date }: { id: string; date: number }) =>
    selectHits(hits, { order: 'date+', from: date, to: date }, Number.POSITIVE_INFINITY).some(
      (hit) => hit.id === id,
    );
  const others = named.filter((row) => !isHit(row));
  const count = (span?: Span) => countHits(hits, others, span);
  return {
    days: [...count()].map(([day, causes]) => ({ day, causes })).sort((a, b) => a.day - b.day),
    exact: isExact,
    countSpan: async (span) => count(span).get(findDay(span.from)) ?? new Map(),
    async readIds(span) {
      const found = selectHits(hits, { order: 'date+', ...span }, Number.POSITIVE_INFINITY);
      const ids = new Set([...found, ...others].map(({ id }) => id));
      if (ids.size === 0) return [];
      return (await readSpan(beginRead(database, ['notifications']), span)).filter((id) => ids.has(id));
    },
  };
}

interface Counted {
  readonly id: string;
  readonly date: number;
  readonly cause: number;
}

/** Few: six digits tell sixteen million hashes apart. */
async function findByHash(
  database: ArchiveDatabase,
  filter: Filter,
  texts: readonly string[],
): Promise<readonly Counted[]> {
  const hashes = texts.filter(isHashBeginning);
  if (hashes.length === 0) return [];
  const tx = beginRead(database, ['notifications']);
  const read = hashes.map((text) => createHashSource(tx, text)({ order: 'date+' }, Number.POSITIVE_INFINITY));
  const rows = (await Promise.all(read)).flat();
  const matches = createFilterTest(filter);
  const distinct = new Map(rows.map((row) => [row.id, row]));
  return [...distinct.values()].filter((row) => matches(readRow(row)));
}

/** Day to cause to rows. One pass over all marks: rows stand about as they came, so that the last day is the next. */
function countHits(hits: readonly ColumnHits[], others: readonly Counted[], span?: Span) {
  const days = new Map<number, Map<number, number>>();
  let last: { day: number; causes: Map<number, number> } | undefined;
  const add = (date: number, cause: number) => {
    if (span !== undefined && (date < span.from || date > span.to)) return;
    const day = Math.floor(date / DAY_SECONDS);
    if (last?.day !== day) {
      last = { day, causes: days.get(day) ?? new Map() };
      days.set(day, last.causes);
    }
    last.causes.set(cause, (last.causes.get(cause) ?? 0) + 1);
  };
  for (const { column, marks } of hits)
    for (let i = marks.indexOf(1); i >= 0; i = marks.indexOf(1, i + 1))
      add(column.dates[i] ?? 0, column.causes[i] ?? 0);
  for (const { date, cause } of others) add(date, cause);
  return days;
}

/** Rows that are read one by one because they are few, such as those of one entity. `readNext`: oldest first. */
export async function createWalkedDays(
  readNext: () => Promise<ArchivedNotification | undefined>,
  causes: Iterable<StoredCause>,
): Promise<OutlineDays> {
  const numbers = new Map([...causes].map(({ identity, n }) => [identity, n]));
  const rows: Counted[] = [];
  for (let row = await readNext(); row !== undefined; row = await readNext()) {
    const cause = numbers.get(createCauseIdentity(createCause(row))) ?? 0;
    rows.push({ id: row.id, date: row.date, cause });
  }
  return createListedDays(rows);
}

/**
 * The unread ones of `hits`, without reading a row: a hundred thousand of them took twelve seconds to read. Of the index of
 * unread rows only the days are read that have hits: a key costs 12 microseconds. A row that was written again stands in
 * two columns, of the same date and nearly always the same cause, and counts once; a deleted one is not unread any more.
 */
export async function createUnreadDays(
  database: ArchiveDatabase,
  hits: readonly ColumnHits[],
  origins: readonly string[],
): Promise<OutlineDays> {
  const tx = beginRead(database, ['notifications']);
  const reads = [...countHits(hits, []).keys()].map((day) =>
    collectUnread(tx, origins, { from: day * DAY_SECONDS, to: (day + 1) * DAY_SECONDS - 1 }),
  );
  const left = new Set((await Promise.all(reads)).flat());
  const rows: Counted[] = [];
  for (const { column, marks } of hits) {
    for (let i = marks.indexOf(1); i >= 0; i = marks.indexOf(1, i + 1)) {
      const id = column.ids.slice(column.idEnds[i - 1] ?? 0, column.idEnds[i]);
      if (left.delete(id)) rows.push({ id, date: column.dates[i] ?? 0, cause: column.causes[i] ?? 0 });
    }
  }
  return createListedDays(rows.sort((a, b) => (isBefore(a, b, 'date+') ? -1 : 1)));
}

/** `rows`: all there are, oldest first. */
function createListedDays(rows: readonly Counted[]): OutlineDays {
  const count = (span?: Span) => countHits([], rows, span);
  return {
    days: [...count()].map(([day, perCause]) => ({ day, causes: perCause })),
    exact: true,
    countSpan: async (span) => count(span).get(findDay(span.from)) ?? new Map(),
    readIds: async ({ from, to }) =>
      rows.filter(({ date }) => date >= from && date <= to).map(({ id }) => id),
  };
}
