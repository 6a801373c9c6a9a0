import { DAY_MS, SECOND_MS } from '../lang/time.ts';
import { deleteNotifications, pruneTombstones } from './delete-notifications.ts';
import { readRows, type ScanRange } from './index-scan.ts';
import { rebuildIndexes } from './rebuild-indexes.ts';
import type { ArchiveDatabase } from './schema.ts';
import { coverSegments } from './stored-sieve.ts';
import { countRows, readTotals } from './totals.ts';
import { beginRead, runWrite } from './transactions.ts';
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
 * What an archive needs now and then: retention, old tombstones dropped, indexes freed of deleted rows, a sieve. Each step
 * is a few short transactions, so that it may be stopped anywhere. Returns how many rows retention removed. `at`: ms since
 * the epoch. @throws StoreFault
 */
export async function maintainArchive(
  database: ArchiveDatabase,
  retention: Retention,
  at: number,
): Promise<number> {
  const removed = await applyRetention(database, retention, at);
  await pruneTombstones(database, at);
  const totals = await readTotals(database);
  const isStale = totals.stale > STALE_ROWS && totals.stale > STALE_SHARE * countRows(totals);
  // One that has not come to its end goes on by nobody.
  if (isStale || totals.rebuiltFrom !== undefined) await rebuildIndexes(database);
  // There is none yet in an archive of the version before, and none where the one there was is damaged.
  await runWrite(database, ['segments', 'sieves'], (tx) => coverSegments(tx));
  return removed;
}

async function applyRetention(database: ArchiveDatabase, retention: Retention, at: number): Promise<number> {
  if (retention.keep === 'all') return 0;
  const now = await readSafeTime(database, at);
  const bound = retention.keep === 'days' ? { to: (now - retention.days * DAY_MS) / SECOND_MS } : {};
  let excess = retention.keep === 'rows' ? (await countUnpinned(database)) - retention.rows : Infinity;
  let range: ScanRange = { order: 'date+', ...bound };
  let removed = 0;
  while (excess > 0) {
    const rows = await readRows(
      beginRead(database, ['notifications']),
      { name: 'byDate', prefix: [] },
      range,
      BATCH,
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    const going = rows.filter(({ pinned }) => pinned === undefined).slice(0, excess);
    const gone = await deleteNotifications(
      database,
      going.map(({ id }) => id),
      at,
    );
    removed += gone.length;
    excess -= going.length;
    range = { ...range, after: { date: last.date, id: last.id } };
  }
  return removed;
}

async function countUnpinned(database: ArchiveDatabase): Promise<number> {
  const total = countRows(await readTotals(database));
  // Few rows are pinned by hand: counting them is cheap, unlike counting all.
  const rows = beginRead(database, ['notifications']).objectStore('notifications');
  return total - (await rows.index('byPinned').count());
}
