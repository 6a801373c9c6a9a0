import type { ArchivePosition, ListQuery } from './archive-api.ts';
import { deleteNotifications } from './delete-notifications.ts';
import { openListing, readFilter } from './list-notifications.ts';
import { setRead } from './mark.ts';
import type { ArchiveDatabase } from './schema.ts';
import type { TextIndex } from './text-index.ts';

const BATCH = 500;

/**
 * How many rows a filter matches, by walking them: exact, and as long as there are rows. Filters that causes answer are
 * counted without reading a row by `readFacets`.
 */
export async function countMatching(
  database: ArchiveDatabase,
  texts: TextIndex,
  query: Pick<ListQuery, 'filter' | 'unreadOnly'>,
): Promise<number> {
  const readNext = await openListing(database, texts, { ...query, order: 'date-', limit: BATCH });
  let rows = 0;
  while ((await readNext()) !== undefined) rows++;
  return rows;
}

/**
 * Hears, after each batch, how many rows were changed so far and which was the last: thousands take seconds. False ends it
 * there. To go on, the next call begins behind that row: what came above it meanwhile nobody has seen or asked to change.
 */
export type OnBatch = (changed: number, last: ArchivePosition) => boolean;

/** Marks every unread row of a filter as read; returns how many. @throws StoreFault */
export async function markAllRead(
  database: ArchiveDatabase,
  texts: TextIndex,
  filter: string,
  onBatch?: OnBatch,
  after?: ArchivePosition,
): Promise<number> {
  const mark = (ids: readonly string[]) => setRead(database, ids, true);
  return forEachBatch(database, texts, { filter, unreadOnly: true, ...(after && { after }) }, mark, onBatch);
}

/**
 * Deletes every row of a filter here; returns how many. The empty filter is refused: who means everything deletes the
 * archive. `at`: ms since the epoch. @throws StoreFault
 */
export async function deleteMatching(
  database: ArchiveDatabase,
  texts: TextIndex,
  filter: string,
  at: number,
  onBatch?: OnBatch,
  after?: ArchivePosition,
): Promise<number> {
  if (readFilter(filter).terms.length === 0) throw new Error('archive: the empty filter deletes nothing');
  const remove = async (ids: readonly string[]) => (await deleteNotifications(database, ids, at)).length;
  return forEachBatch(database, texts, { filter, ...(after && { after }) }, remove, onBatch);
}

async function forEachBatch(
  database: ArchiveDatabase,
  texts: TextIndex,
  query: Pick<ListQuery, 'filter' | 'unreadOnly' | 'after'>,
  change: (ids: readonly string[]) => Promise<number>,
  onBatch?: OnBatch,
): Promise<number> {
  let changed = 0;
  for (let { after } = query; ; ) {
    const readNext = await openListing(database, texts, {
      ...query,
      order: 'date-',
      limit: BATCH,
      ...(after && { after }),
    });
    const ids: string[] = [];
    for (let row = await readNext(); row !== undefined; row = await readNext()) {
      ids.push(row.id);
      after = { date: row.date, id: row.id };
      if (ids.length === BATCH) break;
    }
    if (ids.length === 0 || after === undefined) return changed;
    changed += await change(ids);
    if (onBatch?.(changed, after) === false) return changed;
  }
}
