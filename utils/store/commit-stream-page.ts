import type { ArchivedNotification, Notification } from '../ioc/notification.ts';
import type { CommitReport, StreamPageCommit } from '../sync/ports.ts';
import { createCause } from './causes.ts';
import type { ArchiveDatabase, StoredNotification, WriteTransaction } from './schema.ts';
import { createRow, mergeFacts, readRow } from './stored-notification.ts';
import { openTally, type Tally } from './tally.ts';
import { runWrite } from './transactions.ts';

const STORES = ['notifications', 'tombstones', 'causes', 'days', 'totals', 'states'] as const;

/**
 * Keeps one stream page: rows, counters and the engine's progress together, or nothing.
 * @throws StoreFault
 */
export async function commitStreamPage(
  database: ArchiveDatabase,
  commit: StreamPageCommit<unknown>,
): Promise<CommitReport> {
  return runWrite(database, STORES, async (tx) => {
    const tally = await openTally(tx);
    const report = await writeRows(tx, tally, commit);
    tally.reject(commit.rejected.map(({ reason }) => reason));
    await Promise.all([
      tx.objectStore('states').put({ id: commit.stateId, state: commit.state }),
      tally.flush(),
    ]);
    return report;
  });
}

async function writeRows(
  tx: WriteTransaction,
  tally: Tally,
  { notifications, at }: StreamPageCommit<unknown>,
): Promise<CommitReport> {
  const distinct = [...new Map(notifications.map((row) => [row.id, row])).values()];
  const [rows, tombstones] = await Promise.all([
    Promise.all(distinct.map(({ id }) => tx.objectStore('notifications').get(id))),
    tally.totals.tombstones === 0
      ? []
      : Promise.all(distinct.map(({ id }) => tx.objectStore('tombstones').getKey(id))),
  ]);
  const added: Notification[] = [];
  const writes: StoredNotification[] = [];
  let refused = 0;
  for (const [i, fresh] of distinct.entries()) {
    const row = rows[i];
    if (row !== undefined) writes.push(...(await refreshRow(tally, row, fresh)));
    else if (tombstones[i] !== undefined) refused++;
    else {
      added.push(fresh);
      writes.push(await createCountedRow(tally, { ...fresh, storedAt: at, read: false, pinned: false }));
    }
  }
  await Promise.all(writes.map((row) => tx.objectStore('notifications').put(row)));
  return { added, known: distinct.length - added.length - refused, refused };
}

/** The row of a notification that is not there yet, counted; the caller writes it. */
export async function createCountedRow(
  tally: Tally,
  notification: ArchivedNotification,
): Promise<StoredNotification> {
  const row = createRow(notification, await tally.findCause(createCause(notification)));
  await tally.count(row, 1);
  return row;
}

/** Empty when nothing is new, which is usual: each poll reads its last quarter of an hour again. */
async function refreshRow(
  tally: Tally,
  row: StoredNotification,
  fresh: Notification,
): Promise<StoredNotification[]> {
  const known = readRow(row);
  const merged = mergeFacts(known, fresh);
  if (JSON.stringify(merged) === JSON.stringify(known)) return [];
  const refreshed = createRow(merged, row.cause);
  await tally.count(row, -1);
  await tally.count(refreshed, 1);
  return [refreshed];
}
