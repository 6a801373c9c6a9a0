import type { ArchivedNotification } from '../ioc/notification.ts';
import { createCountedRow, ROW_STORES, writeRows } from './commit-stream-page.ts';
import type { ArchiveDatabase, StoredNotification, WriteTransaction } from './schema.ts';
import { readRow } from './stored-notification.ts';
import { openTally, type Tally } from './tally.ts';
import { runWrite } from './transactions.ts';
import { findUpstreamHorizon } from './upstream-time.ts';

/** Rows, and the server's time, by which tombstones are judged. */
export const DELETION_STORES = [...ROW_STORES, 'states'] as const;

/** Deletes rows here and returns them as they were, so that it can be undone. @throws StoreFault */
export async function deleteNotifications(
  database: ArchiveDatabase,
  ids: readonly string[],
  at: number,
): Promise<readonly ArchivedNotification[]> {
  return runWrite(database, DELETION_STORES, async (tx) => {
    const notifications = tx.objectStore('notifications');
    const found = await Promise.all([...new Set(ids)].map((id) => notifications.get(id)));
    const rows = found.filter((row) => row !== undefined);
    await deleteRows(tx, rows, at);
    return rows.map(readRow);
  });
}

/** Deletes rows as they are in this transaction, over `DELETION_STORES`. */
export async function deleteRows(
  tx: WriteTransaction,
  rows: readonly StoredNotification[],
  at: number,
): Promise<void> {
  if (rows.length === 0) return;
  const tally = await openTally(tx);
  const horizon = await findUpstreamHorizon(tx, at);
  const buried = rows.filter(({ date }) => date >= horizon);
  for (const row of rows) await tally.count(row, -1);
  tally.totals.tombstones += buried.length;
  tally.totals.stale += rows.length;
  await Promise.all([
    ...rows.map(({ id }) => tx.objectStore('notifications').delete(id)),
    ...buried.map(({ id, date }) => tx.objectStore('tombstones').put({ id, date })),
  ]);
  await tally.flush();
}

/**
 * Puts rows into the archive with what the user did to them: undone deletions, imported rows. A tombstone is lifted,
 * because the user asked for the row. Rows that are there already are passed over. Returns how many were added.
 * @throws StoreFault
 */
export async function restoreNotifications(
  database: ArchiveDatabase,
  notifications: readonly ArchivedNotification[],
): Promise<number> {
  return runWrite(database, ROW_STORES, async (tx) => {
    const distinct = [...new Map(notifications.map((row) => [row.id, row])).values()];
    const known = await Promise.all(distinct.map(({ id }) => tx.objectStore('notifications').getKey(id)));
    const missing = distinct.filter((_, i) => known[i] === undefined);
    const tally = await openTally(tx);
    await liftTombstones(tx, tally, missing);
    const rows = [];
    for (const notification of missing) rows.push(await createCountedRow(tally, notification));
    await writeRows(tx, tally, rows);
    return rows.length;
  });
}

export async function liftTombstones(
  tx: WriteTransaction,
  tally: Tally,
  notifications: readonly { readonly id: string }[],
): Promise<void> {
  if (tally.totals.tombstones === 0) return;
  const tombstones = tx.objectStore('tombstones');
  const found = await Promise.all(notifications.map(({ id }) => tombstones.getKey(id)));
  const lifted = found.filter((id) => id !== undefined);
  tally.totals.tombstones -= lifted.length;
  await Promise.all(lifted.map((id) => tombstones.delete(id)));
}

/** Drops the tombstones of what upstream has forgotten. @throws StoreFault */
export async function pruneTombstones(database: ArchiveDatabase, at: number): Promise<void> {
  await runWrite(database, DELETION_STORES, async (tx) => {
    const tombstones = tx.objectStore('tombstones');
    const forgotten = IDBKeyRange.upperBound(await findUpstreamHorizon(tx, at), true);
    const ids = await tombstones.index('byDate').getAllKeys(forgotten);
    if (ids.length === 0) return;
    const tally = await openTally(tx);
    tally.totals.tombstones -= ids.length;
    tally.touch();
    await Promise.all(ids.map((id) => tombstones.delete(id)));
    await tally.flush();
  });
}
