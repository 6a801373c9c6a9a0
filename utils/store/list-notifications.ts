import { type Filter, parseFilter } from '../ioc/filter.ts';
import { createFilterTest, findDateBounds } from '../ioc/filter-evaluate.ts';
import type { ArchivedNotification } from '../ioc/notification.ts';
import type { ListPage, ListQuery } from './archive-api.ts';
import { createMergedScan } from './merged-scan.ts';
import { needsCauses, planListing } from './plan-listing.ts';
import { type ArchiveDatabase, type ReadTransaction, TOTALS_ID } from './schema.ts';
import { readRow } from './stored-notification.ts';
import { createEmptyTotals } from './tally.ts';
import { beginRead } from './transactions.ts';

/** Rows in date order, by key range: the same cost on the first and on the last page, at any size. */
export async function listNotifications(database: ArchiveDatabase, query: ListQuery): Promise<ListPage> {
  const tx = beginRead(database, ['notifications', 'totals', 'causes']);
  const readNext = await openListing(tx, query);
  const rows: ArchivedNotification[] = [];
  // One more than asked for tells whether there is a next page.
  while (rows.length <= query.limit) {
    const row = await readNext();
    if (row === undefined) break;
    rows.push(row);
  }
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    ...(rows.length > shown.length && last ? { next: { date: last.date, id: last.id } } : {}),
  };
}

/** The rows of `query`, one at a time; `limit` is how many are likely to be read. */
export async function openListing(
  tx: ReadTransaction,
  query: ListQuery,
): Promise<() => Promise<ArchivedNotification | undefined>> {
  const filter = readFilter(query.filter);
  const unreadOnly = query.unreadOnly === true;
  const [totals, causes] = await Promise.all([
    tx.objectStore('totals').get(TOTALS_ID),
    needsCauses(filter) ? tx.objectStore('causes').getAll() : [],
  ]);
  const plan = planListing(
    filter,
    { unreadOnly, limit: query.limit },
    { causes, totals: totals ?? createEmptyTotals() },
  );
  const range = { order: query.order, ...(query.after && { after: query.after }), ...findDateBounds(filter) };
  const readNext = createMergedScan(tx, plan.indexes, range, plan.batch);
  const matches = createFilterTest(filter);
  return async () => {
    for (;;) {
      const row = await readNext();
      if (row === undefined) return undefined;
      const notification = readRow(row);
      if (matches(notification) && !(unreadOnly && notification.read)) return notification;
    }
  };
}

/** @throws Error: whoever lets a user write a filter parses it first, to show what is wrong with it. */
export function readFilter(text: string): Filter {
  const filter = parseFilter(text, 'local');
  if (!filter.ok) throw new Error(`archive: "${text}": ${filter.error.message}`);
  return filter.value;
}
