import type { ApiEntityType, ApiSource } from '../api-item.ts';
import type { ItemDescription } from '../item.ts';
import type { Dice } from './dice.ts';
import { createSnippetBytes } from './snippet-bytes.ts';
import type { Rule, Subscriptions } from './sources.ts';
import { HOSTILE_TEXTS } from './words.ts';

type Details = Pick<
  ItemDescription,
  'rule' | 'ruleTags' | 'snippet' | 'country' | 'sourceKey' | 'matchSource'
>;

/** Why a notification came: what filters look at, and the dearer rest when it is wanted. */
export interface NotificationFacts {
  readonly origin: 'hunting' | 'subscriptions';
  readonly sources: readonly ApiSource[];
  readonly tags: readonly string[];
  /** Rule, snippet and so on; nothing for subscriptions. */
  describe(type: ApiEntityType): Details;
}

const MATCH_SOURCES = {
  file: 'ORIGINAL_FILE',
  url: 'URL_RESPONSE_BODY',
  domain: 'DOMAIN',
  ip_address: 'IP_ADDRESS',
} as const satisfies Record<ApiEntityType, string>;

export function createNotificationFacts(dice: Dice, from: Subscriptions): NotificationFacts {
  if (dice.chance(2, 5)) {
    return {
      origin: 'subscriptions',
      sources: dice.pick(from.subscriptions),
      tags: [],
      describe: () => ({}),
    };
  }
  const { sources, rules } = dice.pick(dice.chance(1, 8) ? from.retrohunts : from.rulesets);
  const rule = dice.pick(rules);
  return {
    origin: 'hunting',
    sources,
    tags: rule.notificationTags,
    describe: (type) => describeMatch(dice, type, rule),
  };
}

function describeMatch(dice: Dice, type: ApiEntityType, rule: Rule): Details {
  const hostile = dice.chance(1, 150);
  return {
    rule: hostile ? dice.pick(HOSTILE_TEXTS) : rule.name,
    ruleTags: rule.tags,
    matchSource: MATCH_SOURCES[type],
    // A match on metadata alone has no string to show.
    ...(dice.chance(4, 5) && type !== 'domain' ? { snippet: createSnippetBytes(dice) } : {}),
    // Seen: a domain has neither country nor key, a URL a key and sometimes a country.
    ...(type !== 'domain' ? { sourceKey: dice.hex(8) } : {}),
    ...(type === 'file' || (type === 'url' && dice.chance(1, 2))
      ? { country: dice.pick(['DE', 'FR', 'IN', 'JP', 'TR', 'US', 'UA', 'BR']) }
      : {}),
  };
}
