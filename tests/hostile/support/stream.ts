import type { ApiItem } from '../../virustotal/api-item.ts';
import { createItem, type EntityDescription } from '../../virustotal/item.ts';
import { createFiller, createFlat, createNested, PAGE_INDICATORS } from './indicators.ts';

/** Which of the page's indicators the analyst hunts. */
export interface Hunt {
  /** How many of the page's 40; the same number of its nested ones. */
  readonly count: number;
  /** `exact`: the indicator itself; `related`: its host, or its parent domain. */
  readonly how: 'exact' | 'related';
}

/** Notifications in every archive, whatever is hunted: two archives differ in nothing but what they are about. */
const STREAM_ROWS = 120;
const FIRST_ID = 22_000_000_000;

/** Spread over the page and over the kinds; the page's first indicator is always the first hunted. */
const spread = (place: number): number => (place * 7) % PAGE_INDICATORS;

/** Indices of the flat indicators that match, `how` asked. Hashes have no relatives. */
export function findHunted({ count, how }: Hunt): readonly number[] {
  const all = Array.from({ length: PAGE_INDICATORS }, (_, place) => spread(place));
  return all.filter((n) => how === 'exact' || n % 5 < 3).slice(0, count);
}

function describeFlat(n: number, how: Hunt['how']): EntityDescription {
  const text = createFlat(n);
  const kind = n % 5;
  if (how === 'related') {
    if (kind === 0) return { type: 'domain', domain: new URL(text).hostname };
    if (kind === 1) return { type: 'domain', domain: text.replace('www.', '') };
    return { type: 'url', url: `http://${text}/panel/` };
  }
  if (kind === 0) return { type: 'url', url: text };
  if (kind === 1) return { type: 'domain', domain: text };
  if (kind === 2) return { type: 'ip_address', ip: text };
  return kind === 3 ? { type: 'file', sha256: text } : { type: 'file', md5: text };
}

/** By turns the outer candidate only, and each of the inner ones only. */
function describeNested(n: number, how: Hunt['how']): EntityDescription {
  const { url, host, hash } = createNested(n);
  if (how === 'related') return { type: 'domain', domain: host };
  if (n % 3 === 0) return { type: 'url', url };
  return n % 3 === 1 ? { type: 'file', sha256: hash } : { type: 'domain', domain: host };
}

export const createRuleName = (row: number): string => `Hunt_Kestrel_${row}`;
export const createRulesetName = (row: number): string => `Ruleset Kestrel ${row}`;

/** What the glance card of a match says, and the page must never find. */
export function createSecrets(): readonly string[] {
  const rows = Array.from({ length: STREAM_ROWS }, (_, row) => [createRuleName(row), createRulesetName(row)]);
  return ['kestrel', 'Hunt_', ...rows.flat().slice(0, 16)];
}

export interface HuntStream {
  readonly items: readonly ApiItem[];
  /** Notifications to mark as read, so that both paints of an exact match occur. */
  readonly readIds: readonly string[];
  /** All others. */
  readonly unreadIds: readonly string[];
}

export function createHuntStream(hunt: Hunt, nowMs: number): HuntStream {
  const hunted = findHunted(hunt);
  const entities: EntityDescription[] = hunted.flatMap((n, place) => [
    describeFlat(n, hunt.how),
    describeNested(place, hunt.how),
  ]);
  const items = Array.from({ length: STREAM_ROWS }, (_, row) =>
    createItem({
      id: String(FIRST_ID + row),
      date: Math.floor(nowMs / 1000) - 60 * (row + 1),
      entity: entities[row] ?? { type: 'file', sha256: createFiller('archive', row) },
      rule: createRuleName(row),
      ruleset: createRulesetName(row),
    }),
  );
  const readIds = hunted.flatMap((_, place) => (place % 2 === 1 ? [String(FIRST_ID + place * 2)] : []));
  const all = Array.from({ length: STREAM_ROWS }, (_, row) => String(FIRST_ID + row));
  return { items, readIds, unreadIds: all.filter((id) => !readIds.includes(id)) };
}
