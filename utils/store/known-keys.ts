import { type IndicatorKey, parseKey } from '../ioc/indicator.ts';
import type { IgnoredCauses, KeyState, KnownKeys } from '../match/known-keys.ts';
import { findHostKey } from '../match/url-host.ts';
import { type RowIndex, readBackwards } from './index-scan.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { createHostTerm } from './key-segments.ts';
import type { KnownKeyIndex } from './known-key-index.ts';
import type { ArchiveDatabase, ReadTransaction, StoredNotification } from './schema.ts';
import { readTotals } from './totals.ts';
import { beginRead } from './transactions.ts';

/** So many of a host's latest rows are read to find one that counts. */
const MOST_LATEST = 100;

/** Answers about many keys at once: the index passes what may be held, the rows decide. */
export function createKnownKeys(database: ArchiveDatabase, index: KnownKeyIndex): KnownKeys {
  const keptStates = createKeptAnswers<KeyState>();
  const keptUrls = createKeptAnswers<IndicatorKey>();
  return {
    async findStates(keys, ignored) {
      const { terms, areLikely } = await index.select(keys);
      const tx = beginRead(database, ['notifications', 'totals']);
      const find = (unknown: readonly IndicatorKey[]) =>
        ignored === undefined ? findStates(tx, unknown, areLikely) : findCounting(tx, unknown, ignored);
      const states = await keptStates.read(tx, terms, writeRules(ignored), find);
      return keys.map((key) => states.get(key) ?? 'none');
    },
    async findUrlsOnHosts(hosts, ignored, passedOver = new Set()) {
      const { terms } = await index.select(hosts.map(createHostTerm));
      const asked = new Set(terms);
      const selected = hosts.filter((host) => asked.has(createHostTerm(host)));
      const tx = beginRead(database, ['notifications', 'totals']);
      const urls = await keptUrls.read(tx, selected, writeRules(ignored, passedOver), (unknown) =>
        findUrlsOnHosts(tx, unknown, ignored, passedOver),
      );
      return hosts.map((host) => urls.get(host));
    },
    async countUrlIds() {
      return (await readTotals(database)).urlIdOnly;
    },
  };
}

const writeRules = (ignored?: IgnoredCauses, passedOver: ReadonlySet<IndicatorKey> = new Set()): string =>
  JSON.stringify([[...(ignored?.rules ?? [])], [...(ignored?.sources ?? [])], [...passedOver]]);

type Found<Answer> = Promise<ReadonlyMap<IndicatorKey, Answer>>;

/** `find` for all of `keys` at once; those that it finds nothing for are left out. */
async function findAll<Answer>(
  keys: readonly IndicatorKey[],
  find: (key: IndicatorKey) => Promise<Answer | undefined>,
): Found<Answer> {
  const found = new Map<IndicatorKey, Answer>();
  await Promise.all(
    keys.map(async (key) => {
      const answer = await find(key);
      if (answer !== undefined) found.set(key, answer);
    }),
  );
  return found;
}

const rangeOf = (key: IndicatorKey) => IDBKeyRange.bound([key], [key, []]);

/** `areLikely`: most are held. Those that are, and unread, then take one question; else those that are not. */
function findStates(tx: ReadTransaction, keys: readonly IndicatorKey[], areLikely: boolean): Found<KeyState> {
  const rows = tx.objectStore('notifications');
  const isHeld = async (key: IndicatorKey) => (await rows.index('byKey').getKey(rangeOf(key))) !== undefined;
  const isUnread = async (key: IndicatorKey) => (await rows.index('byUnreadKey').getKey(key)) !== undefined;

  return findAll(keys, async (key) => {
    if (areLikely && (await isUnread(key))) return 'unread';
    if (!(await isHeld(key))) return undefined;
    return !areLikely && (await isUnread(key)) ? 'unread' : 'known';
  });
}

/** The same, by the rows that count. */
function findCounting(
  tx: ReadTransaction,
  keys: readonly IndicatorKey[],
  ignored: IgnoredCauses,
): Found<KeyState> {
  const byKey = tx.objectStore('notifications').index('byKey');
  return findAll(keys, async (key) => {
    const counting = (await byKey.getAll(rangeOf(key))).filter((row) => !isIgnored(row, ignored));
    if (counting.length === 0) return undefined;
    return counting.some(({ unreadKeys }) => unreadKeys !== undefined) ? 'unread' : 'known';
  });
}

/** The URL of each host's latest notification that counts. */
function findUrlsOnHosts(
  tx: ReadTransaction,
  hosts: readonly IndicatorKey[],
  ignored: IgnoredCauses | undefined,
  passedOver: ReadonlySet<IndicatorKey>,
): Found<IndicatorKey> {
  const rows = tx.objectStore('notifications');
  const [byHost, byKey] = [rows.index('byHost'), rows.index('byKey')];

  return findAll(hosts, async (host) => {
    const readUrl = (row: StoredNotification) =>
      ignored !== undefined && isIgnored(row, ignored)
        ? undefined
        : row.keyPlaces.map(([key]) => key).find((key) => isUrlOn(key, host) && !passedOver.has(key));
    const all = rangeOf(host);
    // Nearly always the very latest counts.
    for (const count of [1, MOST_LATEST]) {
      const latest = await readBackwards(byHost, all, count);
      const url = latest.map(readUrl).find((found) => found !== undefined);
      if (url !== undefined || latest.length < count) return url;
    }
    if (ignored === undefined) return findOtherUrl(byKey, host, passedOver);
    return (await byHost.getAll(all)).map(readUrl).findLast((url) => url !== undefined);
  });
}

/**
 * Some URL of the host that is not passed over: from one URL to the next, at one request each, however many notifications
 * each of them has (what is muted is what there is too much of). So only those passed over cost anything.
 */
async function findOtherUrl(
  byKey: RowIndex,
  host: IndicatorKey,
  passedOver: ReadonlySet<IndicatorKey>,
): Promise<IndicatorKey | undefined> {
  // Text may begin like a URL of the host and be none (`https://host:x@elsewhere`): that ends as well.
  let left = passedOver.size + MOST_LATEST;
  for (const prefix of listUrlPrefixes(host)) {
    let last = '';
    for (let low: IDBValidKey = [prefix]; left > 0; left--) {
      const row: StoredNotification | undefined = await byKey.get(
        IDBKeyRange.bound(low, [`${prefix}\uffff`], true),
      );
      const keys = row?.keyPlaces.map(([key]) => key).filter((key) => key.startsWith(prefix) && key > last);
      const key = keys?.sort()[0];
      if (key === undefined) break;
      if (isUrlOn(key, host) && !passedOver.has(key)) return key;
      last = key;
      // An array sorts behind every date: behind all places of this key.
      low = [key, []];
    }
  }
  return undefined;
}

/** How the keys of a host's URLs begin; other schemes and credentials are so rare that the latest rows must do for them. */
function listUrlPrefixes(host: IndicatorKey): readonly string[] {
  const { kind, value } = parseKey(host) ?? {};
  const name = kind === 'ipv6' ? `[${value}]` : value;
  return ['https', 'http', 'ftp'].flatMap((scheme) =>
    ['/', ':'].map((end) => `url:${scheme}://${name}${end}`),
  );
}

function isIgnored(row: StoredNotification, { rules, sources }: IgnoredCauses): boolean {
  const rule = row.hunting?.ruleName;
  return (rule !== undefined && rules.has(rule)) || row.sources.some(({ id }) => sources.has(id));
}

function isUrlOn(key: IndicatorKey, host: IndicatorKey): boolean {
  return key.startsWith('url:') && findHostKey(key.slice('url:'.length)) === host;
}
