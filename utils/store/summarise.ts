import type { IndicatorKey } from '../ioc/indicator.ts';
import type { IndicatorSummary } from '../ioc/notification.ts';
import { readBackwards } from './index-scan.ts';
import type { ArchiveDatabase } from './schema.ts';
import { readRow } from './stored-notification.ts';
import { beginRead } from './transactions.ts';

const LATEST = 20;

/** What the archive knows of one indicator; `undefined` when it holds no notification of it. */
export async function summarise(
  database: ArchiveDatabase,
  key: IndicatorKey,
): Promise<IndicatorSummary | undefined> {
  const rows = beginRead(database, ['notifications']).objectStore('notifications');
  const byKey = rows.index('byKey');
  const all = IDBKeyRange.bound([key], [key, []]);
  const [latest, oldest, notifications, unread] = await Promise.all([
    readBackwards(byKey, all, LATEST),
    byKey.get(all),
    byKey.count(all),
    rows.index('byUnreadKey').count(key),
  ]);
  const newest = latest[0];
  if (newest === undefined || oldest === undefined) return undefined;
  return {
    key,
    entity: newest.entity,
    notifications,
    unread,
    firstDate: oldest.date,
    lastDate: newest.date,
    latest: latest.map(readRow),
  };
}
