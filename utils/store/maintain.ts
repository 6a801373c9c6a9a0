import { DAY_MS, SECOND_MS } from '../lang/time.ts';
import { DELETION_STORES, deleteRows, pruneTombstones } from './delete-notifications.ts';
import { readRows, type ScanRange } from './index-scan.ts';
import { rebuildIndexes } from './rebuild-indexes.ts';
import { countUnreadOfDays } from './repair.ts';
import { type ArchiveDatabase, TOTALS_ID, type WriteTransaction } from './schema.ts';
import { coverSegments } from './stored-sieve.ts';
import { countRows, createEmptyTotals, readTotals } from './totals.ts';
import { runWrite } from './transactions.ts';
import { readSafeTime } from './upstream-time.ts';

/** What local retention keeps. Pinned rows stay in any case and do not count. */
export type Retention =
  | { readonly keep: 'all' }
  | { readonly keep: 'days'; readonly days: number }
  | { readonly keep: 'rows'; readonly rows: number };

const BATCH = 500;
/** Rebuilding reads every row: worth it when a quarter of what the indexes name is gone. */
const STALE_ROWS = 10_000;
const STALE_SHARE = 0.25;

/**
 * What an archive needs now and then: retention, old tombstones dropped, what an earlier version did not count, indexes
 * freed of deleted rows, a sieve. Each step is a few short transactions, so that it may be stopped anywhere. Returns how many rows retention removed. `at`: ms since
 * the epoch. @throws StoreFault
 */
export async function maintainArchive(
  database: ArchiveDatabase,
  retention: Retention,
  at: number,
): Promise<number> {
  const removed = await applyRetention(database, retention, at);
  await pruneTombstones(database, at);
  await countUnreadOfDays(database);
  const totals = await readTotals(database);
  const isStale = totals.stale > STALE_ROWS && totals.stale > STALE_SHARE * countRows(totals);
  // One that has not come to its end goes on here.
  if (isStale || totals.rebuiltFrom !== undefined) await rebuildIndexes(database);
  // There is none yet in an archive of the version before, and none where the one there was is damaged.
  await runWrite(database, ['segments', 'sieves'], (tx) => coverSegments(tx));
  return removed;
}

async function applyRetention(database: ArchiveDatabase, retention: Retention, at: number): Promise<number> {
  if (retention.keep === 'all') return 0;
  const now = await readSafeTime(database, at);
  const bound = retention.keep === 'days' ? { to: (now - retention.days * DAY_MS) / SECOND_MS } : {};
  let removed = 0;
  for (let range: ScanRange | undefined = { order: 'date+', ...bound }; range !== undefined; ) {
    const batch = await removeBatch(database, retention, range, at);
    removed += batch.removed;
    range = batch.rest;
  }
  return removed;
}

interface Batch {
  readonly removed: number;
  /** Absent: nothing is left to do. */
  readonly rest: ScanRange | undefined;
}

/** Reads, counts and deletes in one transaction: another context may delete or pin rows between any two. */
async function removeBatch(
  database: ArchiveDatabase,
  retention: Retention,
  range: ScanRange,
  at: number,
): Promise<Batch> {
  return runWrite(database, DELETION_STORES, async (tx) => {
    const excess = retention.keep === 'rows' ? (await countUnpinned(tx)) - retention.rows : Infinity;
    if (excess <= 0) return { removed: 0, rest: undefined };
    const rows = await readRows(tx, { name: 'byDate', prefix: [] }, range, BATCH);
    const going = rows.filter(({ pinned }) => pinned === undefined).slice(0, excess);
    await deleteRows(tx, going, at);
    const last = rows.at(-1);
    return {
      removed: going.length,
      rest: last && { ...range, after: { date: last.date, id: last.id } },
    };
  });
}

async function countUnpinned(tx: WriteTransaction): Promise<number> {
  const totals = (await tx.objectStore('totals').get(TOTALS_ID)) ?? createEmptyTotals();
  // Few rows are pinned by hand: counting them is cheap, unlike counting all.
  const pinned = await tx.objectStore('notifications').index('byPinned').count();
  return countRows(totals) - pinned;
}
