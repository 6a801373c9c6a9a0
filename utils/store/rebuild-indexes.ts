import { appendSegment, createRowSegment } from './key-segments.ts';
import { type ArchiveDatabase, type StoredNotification, TOTALS_ID } from './schema.ts';
import { remakeSieve } from './stored-sieve.ts';
import { appendColumn } from './text-column.ts';
import { createEmptyTotals, readTotals } from './totals.ts';
import { beginRead, runWrite } from './transactions.ts';

const BATCH = 2000;
const INDEX_STORES = ['totals', 'segments', 'sieves', 'columns'] as const;

/**
 * Makes the index segments, their sieve and the text columns again from the rows: after damage, after a change of their
 * layout, or to be rid of deleted rows. New records stand beside the old ones until all are there, so that commits go on meanwhile and
 * a worker that dies on the way has lost nothing. @throws StoreFault
 */
export async function rebuildIndexes(database: ArchiveDatabase): Promise<void> {
  const { nextSegment: firstNew } = await readTotals(database);
  for await (const rows of readAllRows(database, BATCH)) {
    await runWrite(database, INDEX_STORES, async (tx) => {
      const current = (await tx.objectStore('totals').get(TOTALS_ID)) ?? createEmptyTotals();
      await Promise.all([
        appendSegment(tx, current, createRowSegment(rows)),
        appendColumn(tx, current, rows),
      ]);
      await tx.objectStore('totals').put(current);
    });
  }
  await dropRecordsBefore(database, firstNew);
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

async function dropRecordsBefore(database: ArchiveDatabase, number: number): Promise<void> {
  await runWrite(database, INDEX_STORES, async (tx) => {
    const totals = await tx.objectStore('totals').get(TOTALS_ID);
    if (totals !== undefined) await tx.objectStore('totals').put({ ...totals, stale: 0 });
    for (const name of ['segments', 'columns'] as const) {
      const store = tx.objectStore(name);
      const old = (await store.getAllKeys()).filter((key) => key[1] < number);
      await Promise.all(old.map((key) => store.delete(key)));
    }
    await remakeSieve(tx);
  });
}
