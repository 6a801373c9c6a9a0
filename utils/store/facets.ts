import { createFilterTest } from '../ioc/filter-evaluate.ts';
import { createCauseExample } from './causes.ts';
import { readFilter } from './list-notifications.ts';
import { isCauseTerm } from './plan-listing.ts';
import type { ArchiveDatabase, StoredCause, StoredDay } from './schema.ts';
import { beginRead } from './transactions.ts';

/** One value that many rows share, e.g. a rule. */
export interface Facet {
  /** What the filter grammar calls it: a rule's name, a source's id, a tag, an entity type. */
  readonly value: string;
  /** What people call it, where that is another. */
  readonly label?: string;
  readonly total: number;
  readonly unread: number;
}

/** What the rows of a filter have in common, most frequent first: counts beside the list, and completion as one types. */
export interface Facets {
  readonly total: number;
  readonly unread: number;
  readonly origins: readonly Facet[];
  readonly entityTypes: readonly Facet[];
  readonly rules: readonly Facet[];
  readonly sources: readonly Facet[];
  readonly tags: readonly Facet[];
}

/** How many rows of which cause came on one day. */
export interface DayCount {
  /** Days since the epoch, UTC. */
  readonly day: number;
  readonly total: number;
  /** Rule name, or source label or id where there is no rule, to rows. */
  readonly byLabel: ReadonlyMap<string, number>;
}

/**
 * Counted from the causes, at any size of the archive. Terms of the filter that causes cannot answer (date, entity, free
 * text) are left out of account: the counts are then upper bounds.
 */
export async function readFacets(database: ArchiveDatabase, filter: string): Promise<Facets> {
  return countFacets(await readCauses(database, filter));
}

/** What `causes` have in common, by the counters that stand in them. */
export function countFacets(causes: readonly StoredCause[]): Facets {
  const sum = (of: 'total' | 'unread') => causes.reduce((rows, cause) => rows + cause[of], 0);
  const labels = new Map(causes.flatMap(({ sources }) => sources.map(({ id, label }) => [id, label])));
  return {
    total: sum('total'),
    unread: sum('unread'),
    origins: countValues(causes, ({ origin }) => [origin]),
    entityTypes: countValues(causes, ({ entityType }) => [entityType]),
    rules: countValues(causes, ({ ruleName }) => (ruleName === undefined ? [] : [ruleName])),
    sources: countValues(causes, ({ sources }) => sources.map(({ id }) => id), labels),
    tags: countValues(causes, ({ tags }) => tags),
  };
}

/** Rows per day from `fromDay` to `toDay` (days since the epoch, UTC, inclusive), days without rows left out. */
export async function readDays(
  database: ArchiveDatabase,
  filter: string,
  [fromDay, toDay]: readonly [number, number],
): Promise<readonly DayCount[]> {
  const causes = new Map((await readCauses(database, filter)).map((cause) => [cause.n, cause]));
  const days = beginRead(database, ['days']).objectStore('days');
  const stored = await days.getAll(IDBKeyRange.bound(fromDay, toDay));
  return stored.map((day) => labelDay(day, causes)).filter(({ total }) => total > 0);
}

/** The day's rows of `causes` by what people call where they came from. */
export function labelDay(
  { day, causes: perCause }: Pick<StoredDay, 'day' | 'causes'>,
  causes: ReadonlyMap<number, StoredCause>,
): DayCount {
  const byLabel = new Map<string, number>();
  let total = 0;
  for (const [n, rows] of perCause) {
    const cause = causes.get(n);
    if (cause === undefined) continue;
    const label = findLabel(cause);
    byLabel.set(label, (byLabel.get(label) ?? 0) + rows);
    total += rows;
  }
  return { day, total, byLabel };
}

async function readCauses(database: ArchiveDatabase, filter: string): Promise<readonly StoredCause[]> {
  const matches = createFilterTest({ terms: readFilter(filter).terms.filter(isCauseTerm) });
  const causes = await beginRead(database, ['causes']).objectStore('causes').getAll();
  return causes.filter((cause) => cause.total > 0 && matches(createCauseExample(cause)));
}

function findLabel({ ruleName, sources, origin }: StoredCause): string {
  return ruleName ?? sources[0]?.label ?? sources[0]?.id ?? origin;
}

function countValues(
  causes: readonly StoredCause[],
  readValues: (cause: StoredCause) => readonly string[],
  labels: ReadonlyMap<string, string | undefined> = new Map(),
): readonly Facet[] {
  const counts = new Map<string, { total: number; unread: number }>();
  for (const cause of causes) {
    for (const value of new Set(readValues(cause))) {
      const { total, unread } = counts.get(value) ?? { total: 0, unread: 0 };
      counts.set(value, { total: total + cause.total, unread: unread + cause.unread });
    }
  }
  return [...counts]
    .map(([value, count]): Facet => {
      const label = labels.get(value);
      return { value, ...(label === undefined ? {} : { label }), ...count };
    })
    .sort((a, b) => b.total - a.total || (a.value < b.value ? -1 : 1));
}
