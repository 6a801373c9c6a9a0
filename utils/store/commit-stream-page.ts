import type { ArchivedNotification, Notification } from '../ioc/notification.ts';
import type { CommitReport, StreamPageCommit } from '../sync/ports.ts';
import { createCause } from './causes.ts';
import { appendSegment, createRowSegment } from './key-segments.ts';
import type { ArchiveDatabase, ArchiveStoreName, StoredNotification, WriteTransaction } from './schema.ts';
import { createRow, mergeFacts, readRow } from './stored-notification.ts';
import { openTally, type Tally, type Understood } from './tally.ts';
import { appendColumn } from './text-column.ts';
import { runWrite } from './transactions.ts';
import { keepUpstreamTime } from './upstream-time.ts';

/** Every store that a write of rows changes. */
export const ROW_STORES: readonly ArchiveStoreName[] = [
  'notifications',
  'tombstones',
  'causes',
  'days',
  'totals',
  'segments',
  'sieves',
  'columns',
];

export interface CommitOutcome {
  readonly report: CommitReport;
  readonly changed: boolean;
  /** Rows were written, so that keys may be known that were not. */
  readonly keys: boolean;
  /** The indexes are to be made again from the rows: they cannot be read, and no commit can merge them. */
  readonly isDamaged: boolean;
}

/**
 * Keeps one stream page: rows, counters, index segment and the engine's progress together, or nothing.
 * @throws StoreFault
 */
export async function commitStreamPage(
  database: ArchiveDatabase,
  commit: StreamPageCommit<unknown>,
): Promise<CommitOutcome> {
  return runWrite(database, [...ROW_STORES, 'states', 'rejects'], async (tx) => {
    const tally = await openTally(tx);
    const { report, written } = await sortOut(tx, tally, commit);
    await settleRejects(tx, tally, commit, report.added);
    await tx.objectStore('states').put({ id: commit.stateId, state: commit.state });
    if (commit.servedAt !== undefined) await keepUpstreamTime(tx, commit.servedAt);
    return { report, keys: written.length > 0, ...(await writeRows(tx, tally, written)) };
  });
}

/** Writes rows that were counted, with all that is derived from them, and the counters. Returns what of it changed. */
export async function writeRows(
  tx: WriteTransaction,
  tally: Tally,
  rows: readonly StoredNotification[],
): Promise<Pick<CommitOutcome, 'changed' | 'isDamaged'>> {
  const puts = rows.map((row) => tx.objectStore('notifications').put(row));
  const damaged = await Promise.all([
    appendSegment(tx, tally.totals, createRowSegment(rows)),
    appendColumn(tx, tally.totals, rows),
    ...puts,
  ]);
  return { changed: await tally.flush(), isDamaged: damaged.includes(true) };
}

async function sortOut(
  tx: WriteTransaction,
  tally: Tally,
  { notifications, read, at }: StreamPageCommit<unknown>,
): Promise<{ report: CommitReport; written: readonly StoredNotification[] }> {
  const distinct = [...new Map(notifications.map((row) => [row.id, row])).values()];
  const [rows, tombstones] = await Promise.all([
    Promise.all(distinct.map(({ id }) => tx.objectStore('notifications').get(id))),
    tally.totals.tombstones === 0
      ? []
      : Promise.all(distinct.map(({ id }) => tx.objectStore('tombstones').getKey(id))),
  ]);
  const added: Notification[] = [];
  const written: StoredNotification[] = [];
  let refused = 0;
  for (const [i, fresh] of distinct.entries()) {
    const row = rows[i];
    if (row !== undefined) written.push(...(await refreshRow(tally, row, mergeFacts(readRow(row), fresh))));
    else if (tombstones[i] !== undefined) refused++;
    else {
      added.push(fresh);
      const row = { ...fresh, storedAt: at, read: read?.has(fresh.id) ?? false, pinned: false };
      written.push(await createCountedRow(tally, row));
    }
  }
  return { report: { added, known: distinct.length - added.length - refused, refused }, written };
}

const NOTHING_UNDERSTOOD: Understood = { items: 0, settled: new Set() };

/** Finds the items that were kept out and are rows now, whichever way they came, and keeps them out no more. */
export async function settleUnderstood(
  tx: WriteTransaction,
  tally: Tally,
  added: readonly Notification[],
): Promise<Understood> {
  if (tally.totals.rejected === 0) return NOTHING_UNDERSTOOD;
  const rejects = tx.objectStore('rejects');
  const found = await Promise.all(added.map(({ id }) => rejects.get(id)));
  const understood = found.filter((reject) => reject !== undefined);
  if (understood.length === 0) return NOTHING_UNDERSTOOD;
  await Promise.all(understood.map(({ id }) => rejects.delete(id)));
  const settled = new Set(understood.map(({ reason }) => reason));
  for (const { reason } of await rejects.getAll()) settled.delete(reason);
  return { items: understood.length, settled };
}

/** Counts each item that was kept out once, however often it is met; one without an id cannot be told from the next. */
async function settleRejects(
  tx: WriteTransaction,
  tally: Tally,
  { rejected, at }: StreamPageCommit<unknown>,
  added: readonly Notification[],
): Promise<void> {
  const rejects = tx.objectStore('rejects');
  const reasons: string[] = [];
  for (const { id, reason } of rejected) {
    if (id !== undefined && (await rejects.getKey(id)) !== undefined) continue;
    reasons.push(reason);
    if (id !== undefined) await rejects.put({ id, reason, at });
  }
  tally.reject(reasons, await settleUnderstood(tx, tally, added));
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

/**
 * Empty when nothing is new, which is usual: each poll reads its last quarter of an hour again. What is new may be a part of
 * the cause (a rule's name, which of the tags are the entity's own hashes): filters look for a row under its cause alone.
 */
export async function refreshRow(
  tally: Tally,
  row: StoredNotification,
  merged: ArchivedNotification,
): Promise<StoredNotification[]> {
  if (JSON.stringify(merged) === JSON.stringify(readRow(row))) return [];
  const refreshed = createRow(merged, await tally.findCause(createCause(merged)));
  await tally.count(row, -1);
  await tally.count(refreshed, 1);
  tally.totals.stale++;
  return [refreshed];
}
