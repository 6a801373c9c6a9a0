import type { IndicatorKey } from '../ioc/indicator.ts';
import type { IgnoredCauses, KeyState, KnownKeys } from '../match/known-keys.ts';
import { findHostKey } from '../match/url-host.ts';
import { readBackwards } from './index-scan.ts';
import { createHostTerm } from './key-segments.ts';
import type { KnownKeyIndex } from './known-key-index.ts';
import type { ArchiveDatabase, StoredNotification } from './schema.ts';
import { readTotals } from './totals.ts';
import { beginRead } from './transactions.ts';

/** Answers about many keys at once: the index passes what may be held, the rows decide. */
export function createKnownKeys(database: ArchiveDatabase, index: KnownKeyIndex): KnownKeys {
  return {
    async findStates(keys, ignored) {
      const asked = await index.select(keys);
      const states = new Map(await findStates(database, asked, ignored));
      return keys.map((key) => states.get(key) ?? 'none');
    },
    async findUrlsOnHosts(hosts, ignored) {
      const asked = new Set(await index.select(hosts.map(createHostTerm)));
      const selected = hosts.filter((host) => asked.has(createHostTerm(host)));
      const urls = new Map(await findUrlsOnHosts(database, selected, ignored));
      return hosts.map((host) => urls.get(host));
    },
    async countUrlIds() {
      return (await readTotals(database)).urlIdOnly;
    },
  };
}

async function findStates(
  database: ArchiveDatabase,
  keys: readonly IndicatorKey[],
  ignored: IgnoredCauses | undefined,
): Promise<readonly (readonly [IndicatorKey, KeyState])[]> {
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

  return Promise.all(keys.map(async (key) => [key, await findState(key)] as const));
}

/** The URL of each host's latest notification that counts. */
async function findUrlsOnHosts(
  database: ArchiveDatabase,
  hosts: readonly IndicatorKey[],
  ignored: IgnoredCauses | undefined,
): Promise<readonly (readonly [IndicatorKey, IndicatorKey | undefined])[]> {
  const byHost = beginRead(database, ['notifications']).objectStore('notifications').index('byHost');

  async function findUrl(host: IndicatorKey): Promise<IndicatorKey | undefined> {
    const all = IDBKeyRange.bound([host], [host, []]);
    if ((await byHost.getKey(all)) === undefined) return undefined;
    const rows = await (ignored === undefined ? readBackwards(byHost, all, 1) : byHost.getAll(all));
    const latest = rows.findLast((row) => ignored === undefined || !isIgnored(row, ignored));
    return latest?.keyPlaces.map(([key]) => key).find((key) => isUrlOn(key, host));
  }

  return Promise.all(hosts.map(async (host) => [host, await findUrl(host)] as const));
}

function isIgnored(row: StoredNotification, { rules, sources }: IgnoredCauses): boolean {
  const rule = row.hunting?.ruleName;
  return (rule !== undefined && rules.has(rule)) || row.sources.some(({ id }) => sources.has(id));
}

function isUrlOn(key: IndicatorKey, host: IndicatorKey): boolean {
  return key.startsWith('url:') && findHostKey(key.slice('url:'.length)) === host;
}
