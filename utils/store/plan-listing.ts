import { canonicalKey } from '../ioc/canonical.ts';
import type { Filter, FilterTerm, ValueTerm } from '../ioc/filter.ts';
import { createFilterTest } from '../ioc/filter-evaluate.ts';
import { INDICATOR_KINDS } from '../ioc/indicator.ts';
import { createCauseExample } from './causes.ts';
import type { DateIndex } from './index-scan.ts';
import type { StoredCause, Totals } from './schema.ts';

export interface ListPlan {
  /** Together they hold every row that the filter matches, and others: each row is tested. */
  readonly indexes: readonly DateIndex[];
  /** How many rows to read at a time from each. */
  readonly batch: number;
}

export interface PlanFacts {
  readonly causes: readonly StoredCause[];
  readonly totals: Totals;
}

const HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;
const CAUSE_KEYS = [
  'origin',
  'entity_type',
  'source_type',
  'source_id',
  'source_name',
  'rule',
  'notification_tag',
];

/** An entity's own hash may be one of its tags; its cause leaves it out (schema.ts, Cause). */
const isHashTag = (term: FilterTerm): term is ValueTerm =>
  term.key === 'notification_tag' && HASH.test(term.value);

/** Terms that a cause answers for all its rows. */
export const isCauseTerm = (term: FilterTerm) => CAUSE_KEYS.includes(term.key) && !isHashTag(term);

/** The value of the first term of that key. */
function findValue({ terms }: Filter, key: ValueTerm['key']): string | undefined {
  const isOfKey = (term: FilterTerm): term is ValueTerm => term.key === key;
  return terms.find(isOfKey)?.value;
}

/** Does the plan of `filter` depend on the causes? Reading them all is spared otherwise. */
export function needsCauses(filter: Filter): boolean {
  return filter.terms.some((term) => CAUSE_KEYS.includes(term.key) && term.key !== 'origin');
}

/** Does a term of `filter` lead to the few rows of one entity? */
export function namesEntity(filter: Filter): boolean {
  return filter.terms.some((term) => term.key === 'entity_id' || isHashTag(term));
}

/**
 * Chooses the indexes that lead to the rows of `filter` by the fewest rows read: the index of an entity's keys, the
 * lists of the causes that match, or a plain walk by date where most rows match anyway.
 */
export function planListing(
  filter: Filter,
  { unreadOnly, limit }: { readonly unreadOnly: boolean; readonly limit: number },
  facts: PlanFacts,
): ListPlan {
  const entity = findValue(filter, 'entity_id');
  if (entity !== undefined) return { indexes: listKeyIndexes(entity), batch: limit };
  const hash = filter.terms.find(isHashTag);
  if (hash !== undefined) return { indexes: listHashTagIndexes(hash, facts.causes), batch: limit };
  const walk = planWalk(filter, unreadOnly, facts.totals);
  if (!needsCauses(filter)) return { indexes: walk.indexes, batch: limit };

  const causes = findCauses(filter.terms.filter(isCauseTerm), facts.causes);
  const matching = causes.reduce((sum, cause) => sum + cause.total, 0);
  const wanted = causes.reduce((sum, cause) => sum + (unreadOnly ? cause.unread : cause.total), 0);
  const walkCost = wanted === 0 ? walk.rows : (limit * walk.rows) / wanted;
  const mergeCost = wanted === 0 ? 0 : causes.length + (limit * matching) / wanted;
  if (walkCost < mergeCost) return { indexes: walk.indexes, batch: limit };
  return {
    indexes: listCauseIndexes(causes),
    batch: Math.max(2, Math.ceil((2 * limit) / Math.max(1, causes.length))),
  };
}

/** A walk over all rows by date, or over the unread ones, or over those of one origin. */
function planWalk(
  filter: Filter,
  unreadOnly: boolean,
  { origins }: Totals,
): { indexes: DateIndex[]; rows: number } {
  const asked = findValue(filter, 'origin');
  const names = asked === undefined ? [...origins.keys()] : [asked];
  const count = (of: 'total' | 'unread') =>
    names.reduce((sum, name) => sum + (origins.get(name)?.[of] ?? 0), 0);
  if (unreadOnly) {
    return { indexes: names.map((name) => ({ name: 'byUnread', prefix: [name] })), rows: count('unread') };
  }
  return {
    indexes: asked === undefined ? [{ name: 'byDate', prefix: [] }] : [{ name: 'byOrigin', prefix: [asked] }],
    rows: count('total'),
  };
}

/** An entity's id is one of its keys in canonical form. */
function listKeyIndexes(entityId: string): DateIndex[] {
  const keys = INDICATOR_KINDS.map((kind) => canonicalKey(kind, entityId));
  return keys.filter((key) => key !== undefined).map((key) => ({ name: 'byKey', prefix: [key] }));
}

/** Rows with a hash for a tag: the entity's own, or another's, which is in the cause like any tag. */
function listHashTagIndexes(term: ValueTerm, causes: readonly StoredCause[]): DateIndex[] {
  return [...listKeyIndexes(term.value), ...listCauseIndexes(findCauses([term], causes))];
}

function findCauses(terms: readonly FilterTerm[], causes: readonly StoredCause[]): readonly StoredCause[] {
  const matches = createFilterTest({ terms });
  return causes.filter((cause) => cause.total > 0 && matches(createCauseExample(cause)));
}

function listCauseIndexes(causes: readonly StoredCause[]): DateIndex[] {
  return causes.map(({ n }) => ({ name: 'byCause', prefix: [n] }));
}
