import { createKey, type Indicator, type IndicatorKey, parseKey } from '../ioc/indicator.ts';
import type { IgnoredCauses, KnownKeys } from './known-keys.ts';
import { findParentDomains } from './parent-domains.ts';
import { isUnderHost } from './shared-hosts.ts';
import { findHostKey } from './url-host.ts';

/**
 * How a candidate meets the archive, most specific first:
 * `exact`: the archive holds this very key;
 * `url-id`: it holds the URL's SHA-256, but not its text;
 * `host-of-url`: it holds a URL on this very host;
 * `on-host`: the candidate is a URL on a host that it holds, or below one;
 * `below-domain`: the candidate is a subdomain of a domain that it holds.
 */
export type Relation = 'exact' | 'url-id' | 'host-of-url' | 'on-host' | 'below-domain';

export interface Match {
  readonly key: IndicatorKey;
  readonly state: 'none' | 'match' | 'unread' | 'related';
  /** Absent for `none`. */
  readonly relation?: Relation;
  /** The key that the archive holds; absent for `none`. */
  readonly matched?: IndicatorKey;
}

/** Which related matches are wanted. */
export interface RelatedRules {
  readonly hostOfUrl: boolean;
  readonly onHost: boolean;
  readonly belowDomain: boolean;
}

/** What the user never wants to see painted or counted. It stays in the archive. */
export interface Mutes extends IgnoredCauses {
  readonly keys: ReadonlySet<IndicatorKey>;
  /** Host names and addresses; a name stands for its subdomains too. */
  readonly hosts: ReadonlySet<string>;
}

export interface MatchDeps {
  readonly known: KnownKeys;
  readonly related: RelatedRules;
  readonly muted: Mutes;
  /** Hosts that no related match goes through (shared-hosts.ts). */
  readonly sharedHosts: ReadonlySet<string>;
  /** SHA-256 of a URL's UTF-8 bytes, lower-case hexadecimal. */
  readonly hashUrl: (url: string) => Promise<string>;
}

/** One question to the archive that may decide a candidate. */
interface Lead {
  readonly relation: Relation;
  readonly key: IndicatorKey;
}

/** What the archive holds of each of `keys`, in the same order. */
export async function findMatches(keys: readonly IndicatorKey[], deps: MatchDeps): Promise<readonly Match[]> {
  const { known, muted } = deps;
  const urlIds = await hashUrls(keys, deps);
  const leads = keys.map((key) => findLeads(key, deps, urlIds.get(key)));
  const held = new Set<IndicatorKey>();
  const hosts = new Set<IndicatorKey>();
  for (const lead of leads.flat()) (lead.relation === 'host-of-url' ? hosts : held).add(lead.key);
  const ignored = muted.rules.size + muted.sources.size > 0 ? muted : undefined;
  const [states, urls] = await Promise.all([
    answer(held, (asked) => known.findStates(asked, ignored)),
    answer(hosts, (asked) => known.findUrlsOnHosts(asked, ignored, muted.keys)),
  ]);

  return keys.map((key, i): Match => {
    for (const { relation, key: lead } of leads[i] ?? []) {
      const matched = relation === 'host-of-url' ? urls.get(lead) : lead;
      const state = relation === 'host-of-url' ? 'known' : (states.get(lead) ?? 'none');
      if (matched === undefined || state === 'none' || muted.keys.has(matched)) continue;
      if (relation !== 'exact' && relation !== 'url-id') return { key, state: 'related', relation, matched };
      return { key, state: state === 'unread' ? 'unread' : 'match', relation, matched };
    }
    return { key, state: 'none' };
  });
}

async function answer<T>(
  keys: ReadonlySet<IndicatorKey>,
  ask: (keys: readonly IndicatorKey[]) => Promise<readonly T[]>,
): Promise<ReadonlyMap<IndicatorKey, T>> {
  const asked = [...keys];
  const found = new Map<IndicatorKey, T>();
  const answers = asked.length === 0 ? [] : await ask(asked);
  for (const [i, key] of asked.entries()) {
    const value = answers[i];
    if (value !== undefined) found.set(key, value);
  }
  return found;
}

/** The `url_id` of every URL among `keys`: empty while the archive knows all its URLs by their text. */
async function hashUrls(
  keys: readonly IndicatorKey[],
  { known, hashUrl }: MatchDeps,
): Promise<ReadonlyMap<IndicatorKey, IndicatorKey>> {
  if ((await known.countUrlIds()) === 0) return new Map();
  const urls = keys.filter((key) => key.startsWith('url:'));
  const hashes = await Promise.all(urls.map((key) => hashUrl(key.slice('url:'.length))));
  return new Map(urls.map((key, i) => [key, createKey('url_id', hashes[i] ?? '')]));
}

/** What to ask for one candidate, most specific first. Nothing for what is muted. */
function findLeads(key: IndicatorKey, deps: MatchDeps, urlId: IndicatorKey | undefined): readonly Lead[] {
  const indicator = parseKey(key);
  if (indicator === undefined || deps.muted.keys.has(key)) return [];
  const exact: Lead = { relation: 'exact', key };
  const host = findHost(indicator);
  if (host === undefined) return [exact];
  if (isUnderHost(host.value, deps.muted.hosts)) return [];
  return [
    exact,
    ...(urlId === undefined ? [] : [{ relation: 'url-id' as const, key: urlId }]),
    ...(isUnderHost(host.value, deps.sharedHosts) ? [] : findRelatedLeads(indicator, host, deps.related)),
  ];
}

function findRelatedLeads(indicator: Indicator, host: Indicator, rules: RelatedRules): Lead[] {
  const hostKey = createKey(host.kind, host.value);
  const parents = host.kind === 'domain' && rules.belowDomain ? findParentDomains(host.value) : [];
  const domains = parents.map((domain) => createKey('domain', domain));
  if (indicator.kind === 'url') {
    return rules.onHost ? [hostKey, ...domains].map((key) => ({ relation: 'on-host', key })) : [];
  }
  const below = domains.map((key): Lead => ({ relation: 'below-domain', key }));
  return rules.hostOfUrl ? [{ relation: 'host-of-url', key: hostKey }, ...below] : below;
}

/** The host that a candidate is on, or is. */
function findHost(indicator: Indicator): Indicator | undefined {
  switch (indicator.kind) {
    case 'domain':
    case 'ipv4':
    case 'ipv6':
      return indicator;
    case 'url': {
      const key = findHostKey(indicator.value);
      return key && parseKey(key);
    }
    default:
      return undefined;
  }
}
