import { readRows, type ScanRange } from './index-scan.ts';
import { rebuildIndexes } from './rebuild-indexes.ts';
import { recountRows } from './recount.ts';
import {
  ARCHIVE_STORES,
  type ArchiveDatabase,
  type StoredNotification,
  TOTALS_ID,
  type WriteTransaction,
} from './schema.ts';
import { readSieve } from './stored-sieve.ts';
import { addTo, DAY_SECONDS } from './tally.ts';
import { createEmptyTotals } from './totals.ts';
import { beginRead, runWrite } from './transactions.ts';

const BATCH = 1000;

/** Are there rows that no counter knows of? A look at two records, whatever the archive's size. */
export async function isUncounted(database: ArchiveDatabase): Promise<boolean> {
  const tx = beginRead(database, ['notifications', 'totals']);
  const [totals, row] = await Promise.all([
    tx.objectStore('totals').getKey(TOTALS_ID),
    tx.objectStore('notifications').getKey(IDBKeyRange.lowerBound('')),
  ]);
  return totals === undefined && row !== undefined;
}

/** Makes all that is derived again from the rows: counters at once, then the indexes. @throws StoreFault */
export async function repairArchive(database: ArchiveDatabase): Promise<void> {
  await repairCounters(database);
  await rebuildIndexes(database, { anew: true });
}

/** In one transaction, which holds up every other write: half a minute at a million rows. @throws StoreFault */
export async function repairCounters(database: ArchiveDatabase): Promise<void> {
  await runWrite(database, ARCHIVE_STORES, async (tx) => {
    const { causes, days, origins, urlIdOnly } = await recountRows(readRowsWithin(tx));
    const [old, tombstones, rejected, numbers] = await Promise.all([
      tx.objectStore('totals').get(TOTALS_ID),
      tx.objectStore('tombstones').count(),
      tx.objectStore('rejects').count(),
      readRecordNumbers(tx),
    ]);
    const kept = { ...createEmptyTotals(), ...old };
    await Promise.all([tx.objectStore('causes').clear(), tx.objectStore('days').clear()]);
    await Promise.all([
      ...[...causes.values()].map((cause) => tx.objectStore('causes').put(cause)),
      ...[...days.values()].map((day) => tx.objectStore('days').put(day)),
      tx.objectStore('totals').put({
        ...kept,
        origins,
        urlIdOnly,
        tombstones,
        rejected: old?.rejected ?? rejected,
        nextCause: Math.max(kept.nextCause, ...[...causes.keys()].map((n) => n + 1)),
        nextSegment: Math.max(kept.nextSegment, ...numbers.map((n) => n + 1)),
        epoch: kept.epoch + 1,
      }),
    ]);
  });
}

/**
 * Counts the unread rows of the days that an earlier version did not count, a transaction each, so that it may be stopped
 * anywhere. @throws StoreFault
 */
export async function countUnreadOfDays(database: ArchiveDatabase): Promise<void> {
  const days = await beginRead(database, ['days']).objectStore('days').getAll();
  for (const { day, unread } of days) {
    if (unread !== undefined) continue;
    await runWrite(database, ['notifications', 'days'], (tx) => countUnreadOfDay(tx, day));
  }
}

async function countUnreadOfDay(tx: WriteTransaction, day: number): Promise<void> {
  const stored = await tx.objectStore('days').get(day);
  if (stored === undefined) return;
  const unread = new Map<number, number>();
  const from = day * DAY_SECONDS;
  for (let range: ScanRange | undefined = { order: 'date+', from, to: from + DAY_SECONDS - 1 }; range; ) {
    const rows = await readRows(tx, { name: 'byDate', prefix: [] }, range, BATCH);
    for (const row of rows) if (row.unread !== undefined) addTo(unread, row.cause, 1);
    const last = rows.at(-1);
    range = last && { ...range, after: { date: last.date, id: last.id } };
  }
  await tx.objectStore('days').put({ ...stored, unread });
}

/** Every row, without leaving the transaction. */
async function* readRowsWithin(tx: WriteTransaction): AsyncGenerator<readonly StoredNotification[]> {
  const notifications = tx.objectStore('notifications');
  let rows = await notifications.getAll(null, BATCH);
  while (rows.length > 0) {
    yield rows;
    rows = await notifications.getAll(IDBKeyRange.lowerBound(rows.at(-1)?.id, true), BATCH);
  }
}

async function readRecordNumbers(tx: WriteTransaction): Promise<number[]> {
  const [segments, columns, sieved] = await Promise.all([
    tx.objectStore('segments').getAllKeys(),
    tx.objectStore('columns').getAllKeys(),
    readSieve(tx),
  ]);
  // A number that the sieve knows and another segment got would hide that segment.
  return [...segments, ...columns].map(([, number]) => number).concat([...(sieved?.covered ?? [])]);
}
