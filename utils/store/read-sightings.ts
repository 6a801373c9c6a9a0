import type { IndicatorKey } from '../ioc/indicator.ts';
import type { Sighting } from './archive-api.ts';
import { readBackwards } from './index-scan.ts';
import type { ArchiveDatabase } from './schema.ts';
import { beginRead } from './transactions.ts';

/** What a list says of each indicator, in one transaction: three requests a key, whatever the number of its rows. */
export async function readSightings(
  database: ArchiveDatabase,
  keys: readonly IndicatorKey[],
): Promise<ReadonlyMap<IndicatorKey, Sighting>> {
  const rows = beginRead(database, ['notifications']).objectStore('notifications');
  const byKey = rows.index('byKey');
  const byUnreadKey = rows.index('byUnreadKey');
  const read = async (key: IndicatorKey): Promise<readonly [IndicatorKey, Sighting] | undefined> => {
    const all = IDBKeyRange.bound([key], [key, []]);
    const [[newest], notifications, unread] = await Promise.all([
      readBackwards(byKey, all, 1),
      byKey.count(all),
      byUnreadKey.count(key),
    ]);
    if (newest === undefined) return undefined;
    const label = newest.hunting?.ruleName ?? newest.sources[0]?.label;
    return [key, { notifications, unread, lastDate: newest.date, ...(label === undefined ? {} : { label }) }];
  };
  const found = await Promise.all(keys.map(read));
  return new Map(found.filter((each) => each !== undefined));
}
