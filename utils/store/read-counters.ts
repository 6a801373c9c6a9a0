import type { ArchiveCounters } from './archive-api.ts';
import { type ArchiveDatabase, TOTALS_ID } from './schema.ts';
import { createEmptyTotals } from './tally.ts';
import { beginRead } from './transactions.ts';

/** One record, whatever the archive's size. */
export async function readCounters(database: ArchiveDatabase): Promise<ArchiveCounters> {
  const totals =
    (await beginRead(database, ['totals']).objectStore('totals').get(TOTALS_ID)) ?? createEmptyTotals();
  const origins = [...totals.origins.values()];
  const hunting = totals.origins.get('hunting');
  const subscriptions = totals.origins.get('subscriptions');
  return {
    total: origins.reduce((sum, origin) => sum + origin.total, 0),
    hunting: hunting?.total ?? 0,
    subscriptions: subscriptions?.total ?? 0,
    unreadHunting: hunting?.unread ?? 0,
    unreadSubscriptions: subscriptions?.unread ?? 0,
    rejected: totals.rejected,
    rejectedReasons: totals.rejectedReasons,
    epoch: totals.epoch,
  };
}
