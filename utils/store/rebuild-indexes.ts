import { appendSegment, createRowSegment } from './key-segments.ts';
import {
  type ArchiveDatabase,
  type StoredNotification,
  TOTALS_ID,
  type Totals,
  type WriteTransaction,
} from './schema.ts';
import { remakeSieve } from './stored-sieve.ts';
import { appendColumn } from './text-column.ts';
import { countRows, createEmptyTotals } from './totals.ts';
import { beginRead, runWrite } from './transactions.ts';

const BATCH = 2000;
const INDEX_STORES = ['totals', 'segments', 'sieves', 'columns'] as const;

/**
 * Makes the index segments, their sieve and the text columns again from the rows: after damage, after a change of their
 * layout, or to be rid of deleted rows. New records stand beside the old ones until all are there, so that commits go on
 * meanwhile and a worker that dies on the way has lost nothing. Ends early when another rebuild has begun since.
 * @throws StoreFault
 */
export async function rebuildIndexes(database: ArchiveDatabase): Promise<void> {
  const before = await beginRebuild(database);
  for await (const rows of readAllRows(database, BATCH)) {
    const isOurs = await runWrite(database, INDEX_STORES, async (tx) => {
      const current = await getTotals(tx);
      if (current.rebuiltFrom !== before.nextSegment) return false;
      // Until the old records are dropped these rows stand in two; those that a commit brings meanwhile, for good.
      current.stale += rows.length;
      await Promise.all([
        appendSegment(tx, current, createRowSegment(rows)),
        appendColumn(tx, current, rows),
      ]);
      await tx.objectStore('totals').put(current);
      return true;
    });
    if (!isOurs) return;
  }
  await endRebuild(database, before);
}

/** Every row, in the order of ids, each batch in a transaction of its own. */
export async function* readAllRows(
  database: ArchiveDatabase,
  batch: number,
): AsyncGenerator<readonly StoredNotification[]> {
  for (let after: string | undefined; ; ) {
    const rest = after === undefined ? undefined : IDBKeyRange.lowerBound(after, true);
    const rows = await beginRead(database, ['notifications'])
      .objectStore('notifications')
      .getAll(rest, batch);
    if (rows.length > 0) yield rows;
    if (rows.length < batch) return;
    after = rows.at(-1)?.id;
  }
}

async function getTotals(tx: WriteTransaction): Promise<Totals> {
  return (await tx.objectStore('totals').get(TOTALS_ID)) ?? createEmptyTotals();
}

/** Answers the totals as they are at its beginning. */
function beginRebuild(database: ArchiveDatabase): Promise<Totals> {
  return runWrite(database, ['totals'], async (tx) => {
    const totals = await getTotals(tx);
    const { nextSegment } = totals;
    await tx.objectStore('totals').put({ ...totals, rebuiltFrom: nextSegment, nextSegment: nextSegment + 1 });
    return totals;
  });
}

/** Drops the records that there were at its beginning, which named every row of then and what was stale. */
async function endRebuild(database: ArchiveDatabase, before: Totals): Promise<void> {
  await runWrite(database, INDEX_STORES, async (tx) => {
    const { rebuiltFrom, ...totals } = await getTotals(tx);
    if (rebuiltFrom !== before.nextSegment) return;
    const stale = Math.max(0, totals.stale - before.stale - countRows(before));
    await tx.objectStore('totals').put({ ...totals, stale });
    for (const name of ['segments', 'columns'] as const) {
      const store = tx.objectStore(name);
      const old = (await store.getAllKeys()).filter(([, number]) => number < before.nextSegment);
      await Promise.all(old.map((key) => store.delete(key)));
    }
    await remakeSieve(tx);
  });
}
