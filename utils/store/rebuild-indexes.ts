import { appendSegment, createRowSegment } from './key-segments.ts';
import {
  type ArchiveDatabase,
  type RebuildProgress,
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

interface RebuildOptions {
  /** From the first row, whatever an interrupted rebuild has done. */
  readonly anew?: boolean;
  readonly batch?: number;
}

/**
 * Makes the index segments, their sieve and the text columns again from the rows: after damage, after a change of their
 * layout, or to be rid of deleted rows. New records stand beside the old ones until all are there, so that commits go on
 * meanwhile and a worker that dies on the way has lost nothing. One that was interrupted goes on where it was: what commits
 * have written since stands in new records as it is. Ends early when another context goes on with it.
 * @throws StoreFault
 */
export async function rebuildIndexes(
  database: ArchiveDatabase,
  { anew = false, batch = BATCH }: RebuildOptions = {},
): Promise<void> {
  let progress = await beginRebuild(database, anew);
  for await (const rows of readAllRows(database, batch, progress.after)) {
    const next = await rebuildRows(database, progress, rows);
    if (next === undefined) return;
    progress = next;
  }
  await endRebuild(database, progress);
}

/** `undefined` when another context has done these, or begun anew. */
function rebuildRows(
  database: ArchiveDatabase,
  progress: RebuildProgress,
  rows: readonly StoredNotification[],
): Promise<RebuildProgress | undefined> {
  return runWrite(database, INDEX_STORES, async (tx) => {
    const totals = await getTotals(tx);
    if (!isAt(totals, progress)) return undefined;
    // Until the old records are dropped these rows stand in two; those that a commit brings meanwhile, for good.
    totals.stale += rows.length;
    await Promise.all([appendSegment(tx, totals, createRowSegment(rows)), appendColumn(tx, totals, rows)]);
    const last = rows.at(-1);
    const next = last === undefined ? progress : { ...progress, after: last.id };
    await tx.objectStore('totals').put({ ...totals, rebuilt: next });
    return next;
  });
}

/** Every row behind `first`, in the order of ids, each batch in a transaction of its own. */
export async function* readAllRows(
  database: ArchiveDatabase,
  batch: number,
  first?: string,
): AsyncGenerator<readonly StoredNotification[]> {
  for (let after = first; ; ) {
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

function isAt({ rebuiltFrom, rebuilt }: Totals, { from, after }: RebuildProgress): boolean {
  return rebuiltFrom === from && rebuilt?.from === from && rebuilt.after === after;
}

function beginRebuild(database: ArchiveDatabase, anew: boolean): Promise<RebuildProgress> {
  return runWrite(database, ['totals'], async (tx) => {
    const totals = await getTotals(tx);
    const { nextSegment, rebuilt } = totals;
    if (!anew && rebuilt !== undefined && isAt(totals, rebuilt)) return rebuilt;
    // Of each row there is one entry, and what is stale.
    const begun = { from: nextSegment, replaced: totals.stale + countRows(totals) };
    await tx
      .objectStore('totals')
      .put({ ...totals, rebuiltFrom: nextSegment, rebuilt: begun, nextSegment: nextSegment + 1 });
    return begun;
  });
}

/** Drops the records that there were at its beginning, which named every row of then and what was stale. */
async function endRebuild(database: ArchiveDatabase, progress: RebuildProgress): Promise<void> {
  await runWrite(database, INDEX_STORES, async (tx) => {
    const current = await getTotals(tx);
    if (!isAt(current, progress)) return;
    const { rebuiltFrom: _from, rebuilt: _progress, ...totals } = current;
    const stale = Math.max(0, totals.stale - progress.replaced);
    await tx.objectStore('totals').put({ ...totals, stale });
    for (const name of ['segments', 'columns'] as const) {
      const store = tx.objectStore(name);
      const old = (await store.getAllKeys()).filter(([, number]) => number < progress.from);
      await Promise.all(old.map((key) => store.delete(key)));
    }
    await remakeSieve(tx);
  });
}
