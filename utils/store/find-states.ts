import type { IndicatorKey } from '../ioc/indicator.ts';
import type { IgnoredCauses, KeyState } from '../match/known-keys.ts';
import { findHostKey } from '../match/url-host.ts';
import { readBackwards } from './index-scan.ts';
import { type ArchiveDatabase, type StoredNotification, TOTALS_ID } from './schema.ts';
import { beginRead } from './transactions.ts';

/** For each key, in the same order, whether the archive holds it. Asked of the rows themselves. */
export async function findStates(
  database: ArchiveDatabase,
  keys: readonly IndicatorKey[],
  ignored?: IgnoredCauses,
): Promise<readonly KeyState[]> {
  const rows = beginRead(database, ['notifications']).objectStore('notifications');
  const [byKey, byUnreadKey] = [rows.index('byKey'), rows.index('byUnreadKey')];

  async function findState(key: IndicatorKey): Promise<KeyState> {
    const all = IDBKeyRange.bound([key], [key, []]);
    if ((await byKey.getKey(all)) === undefined) return 'none';
    if (ignored === undefined) return (await byUnreadKey.getKey(key)) === undefined ? 'known' : 'unread';
    const counting = (await byKey.getAll(all)).filter((row) => !isIgnored(row, ignored));
    if (counting.length === 0) return 'none';
    return counting.some(({ unreadKeys }) => unreadKeys !== undefined) ? 'unread' : 'known';
  }

  return Promise.all(keys.map(findState));
}

/** For each host, in the same order, the URL of its latest notification that counts. */
export async function findUrlsOnHosts(
  database: ArchiveDatabase,
  hosts: readonly IndicatorKey[],
  ignored?: IgnoredCauses,
): Promise<readonly (IndicatorKey | undefined)[]> {
  const byHost = beginRead(database, ['notifications']).objectStore('notifications').index('byHost');

  async function findUrl(host: IndicatorKey): Promise<IndicatorKey | undefined> {
    const all = IDBKeyRange.bound([host], [host, []]);
    if ((await byHost.getKey(all)) === undefined) return undefined;
    const rows = await (ignored === undefined ? readBackwards(byHost, all, 1) : byHost.getAll(all));
    const latest = rows.findLast((row) => ignored === undefined || !isIgnored(row, ignored));
    return latest?.keyPlaces.map(([key]) => key).find((key) => isUrlOn(key, host));
  }

  return Promise.all(hosts.map(findUrl));
}

/** How many rows know their URL by its `url_id` alone. */
export async function countUrlIds(database: ArchiveDatabase): Promise<number> {
  return (await beginRead(database, ['totals']).objectStore('totals').get(TOTALS_ID))?.urlIdOnly ?? 0;
}

function isIgnored(row: StoredNotification, { rules, sources }: IgnoredCauses): boolean {
  const rule = row.hunting?.ruleName;
  return (rule !== undefined && rules.has(rule)) || row.sources.some(({ id }) => sources.has(id));
}

function isUrlOn(key: IndicatorKey, host: IndicatorKey): boolean {
  return key.startsWith('url:') && findHostKey(key.slice('url:'.length)) === host;
}
