import type { ArchiveCounters } from './archive-api.ts';
import type { ArchiveDatabase } from './schema.ts';
import { countRows, readTotals } from './totals.ts';

/** One record, whatever the archive's size. */
export async function readCounters(database: ArchiveDatabase): Promise<ArchiveCounters> {
  const totals = await readTotals(database);
  const hunting = totals.origins.get('hunting');
  const subscriptions = totals.origins.get('subscriptions');
  return {
    total: countRows(totals),
    hunting: hunting?.total ?? 0,
    subscriptions: subscriptions?.total ?? 0,
    unreadHunting: hunting?.unread ?? 0,
    unreadSubscriptions: subscriptions?.unread ?? 0,
    rejected: totals.rejected,
    rejectedReasons: totals.rejectedReasons,
    epoch: totals.epoch,
  };
}
