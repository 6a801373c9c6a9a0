import type { ListPage, ListQuery } from './archive-api.ts';
import type { DateIndex } from './index-scan.ts';
import { createMergedScan } from './merged-scan.ts';
import { type ArchiveDatabase, type StoredNotification, TOTALS_ID } from './schema.ts';
import { readRow } from './stored-notification.ts';
import { beginRead } from './transactions.ts';

/** Rows in date order, by key range: the same cost on the first and on the last page, at any size. */
export async function listNotifications(database: ArchiveDatabase, query: ListQuery): Promise<ListPage> {
  const tx = beginRead(database, ['notifications', 'totals']);
  const totals = await tx.objectStore('totals').get(TOTALS_ID);
  const indexes = chooseIndexes(query, [...(totals?.origins.keys() ?? [])]);
  const { order, after, limit } = query;
  const readNext = createMergedScan(tx, indexes, { order, ...(after && { after }) }, limit);
  const rows: StoredNotification[] = [];
  while (rows.length <= limit) {
    const row = await readNext();
    if (row === undefined) break;
    rows.push(row);
  }
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(readRow),
    ...(rows.length > limit && last ? { next: { date: last.date, id: last.id } } : {}),
  };
}

function chooseIndexes(query: ListQuery, origins: readonly string[]): DateIndex[] {
  const origin = /^origin:(\S+)$/.exec(query.filter.trim())?.[1];
  if (query.unreadOnly === true) {
    return (origin === undefined ? origins : [origin]).map((prefix) => ({
      name: 'byUnread',
      prefix: [prefix],
    }));
  }
  return [origin === undefined ? { name: 'byDate', prefix: [] } : { name: 'byOrigin', prefix: [origin] }];
}
