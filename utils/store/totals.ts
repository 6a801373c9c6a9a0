import { type ArchiveDatabase, TOTALS_ID, type Totals } from './schema.ts';
import { beginRead } from './transactions.ts';

export function createEmptyTotals(): Totals {
  return {
    id: TOTALS_ID,
    origins: new Map(),
    rejected: 0,
    rejectedReasons: [],
    tombstones: 0,
    urlIdOnly: 0,
    stale: 0,
    nextCause: 1,
    nextSegment: 1,
    epoch: 0,
  };
}

/** The archive's one record of numbers, as it is now. */
export async function readTotals(database: ArchiveDatabase): Promise<Totals> {
  return (await beginRead(database, ['totals']).objectStore('totals').get(TOTALS_ID)) ?? createEmptyTotals();
}

export function countRows({ origins }: Totals): number {
  return [...origins.values()].reduce((sum, { total }) => sum + total, 0);
}

export function countUnread({ origins }: Totals): number {
  return [...origins.values()].reduce((sum, { unread }) => sum + unread, 0);
}
