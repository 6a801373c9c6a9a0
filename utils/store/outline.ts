import type { Filter, FilterTerm } from '../ioc/filter.ts';
import { buildFilter } from '../ioc/filter-build.ts';
import { createFilterTest, type DateBounds, findDateBounds } from '../ioc/filter-evaluate.ts';
import { createCauseDays, createUnreadCauseDays } from './cause-days.ts';
import { createCauseExample } from './causes.ts';
import { countFacets, type DayCount, type Facet, labelDay } from './facets.ts';
import { openListing, readFilter } from './list-notifications.ts';
import {
  createTextDays,
  createUnreadDays,
  createWalkedDays,
  type DayCauses,
  type OutlineDays,
} from './outline-days.ts';
import { isCauseTerm } from './plan-listing.ts';
import { isHashBeginning } from './row-source.ts';
import type { ArchiveDatabase, StoredCause } from './schema.ts';
import type { Span } from './span-ids.ts';
import { DAY_SECONDS } from './tally.ts';
import { findTexts, type TextIndex } from './text-index.ts';
import { beginRead, withFaults } from './transactions.ts';

/** How many rows of a search came on one day. */
export interface DayTotal {
  /** Days since the epoch, UTC. */
  readonly day: number;
  readonly total: number;
}

/** A value that many rows of a search share; unread rows are not counted by search. */
export type OutlineFacet = Omit<Facet, 'unread'>;

const FACETS = ['origins', 'entityTypes', 'rules', 'sources', 'tags'] as const;
export type OutlineFacets = Readonly<Record<(typeof FACETS)[number], readonly OutlineFacet[]>>;

/**
 * A search without its rows: how many there are on which day and what they have in common, as it was when it was read.
 * A list of any length is laid out from it, and reads the ids of a day when that day comes into view: the n-th row is a
 * sum over days and one key range, never a walk over the rows before it.
 */
export interface Outline {
  /** Oldest first, days without rows left out. */
  readonly days: readonly DayTotal[];
  readonly total: number;
  /** False: rows that went or were written again since the last tidying may be counted; `readDay` leaves them out. */
  readonly exact: boolean;
  readonly facets: OutlineFacets;
  /** The same search whatever its date, by rule or source: what a choice of dates is made from. */
  readonly timeline: readonly DayCount[];
  /**
   * Ids of the rows of one of `days`, oldest first: as they are now; unread ones as they were when they were first asked
   * for, or before. @throws StoreFault
   */
  readDay(day: number): Promise<readonly string[]>;
}

export interface OutlineOptions {
  readonly unreadOnly?: boolean;
}

/** `filter`: as for `listNotifications`. */
export async function readOutline(
  database: ArchiveDatabase,
  texts: TextIndex,
  filter: string,
  { unreadOnly = false }: OutlineOptions = {},
): Promise<Outline> {
  const parsed = readFilter(filter);
  const stored = await beginRead(database, ['causes']).objectStore('causes').getAll();
  const causes = new Map(stored.map((cause) => [cause.n, cause]));
  const source = await openDays(database, texts, parsed, causes, unreadOnly);
  const bounds = findDateBounds(parsed);
  const listed = await cutDays(source, bounds);
  const days = listed.map((day) => ({ day: day.day, total: countDay(day) }));
  return {
    days,
    total: days.reduce((sum, { total }) => sum + total, 0),
    exact: source.exact,
    facets: sumFacets(causes, listed),
    timeline: source.days.map((day) => labelDay(day, causes)).filter(({ total }) => total > 0),
    ...withFaults({ readDay: (day: number) => source.readIds(findSpan(day, bounds)) }),
  };
}

/** Counters answer what causes answer; free text comes from the columns; one entity's rows are few, and are read. */
async function openDays(
  database: ArchiveDatabase,
  texts: TextIndex,
  filter: Filter,
  causes: ReadonlyMap<number, StoredCause>,
  unreadOnly: boolean,
): Promise<OutlineDays> {
  const undated: Filter = { terms: filter.terms.filter(({ key }) => key !== 'date') };
  const query = { filter: buildFilter(undated), order: 'date+', limit: WALKED_AT_ONCE, unreadOnly } as const;
  const walk = async () => createWalkedDays(await openListing(database, texts, query), causes.values());
  const origins = [...new Set([...causes.values()].map(({ origin }) => origin))];
  if (undated.terms.every(isCauseTerm)) {
    const matches = createFilterTest(undated);
    const wanted = [...causes.values()].filter((cause) => matches(createCauseExample(cause)));
    const numbers = new Set(wanted.map(({ n }) => n));
    const isWanted = (n: number) => numbers.has(n);
    if (!unreadOnly) return createCauseDays(database, isWanted);
    const counted = await createUnreadCauseDays(database, isWanted, origins);
    if (counted !== undefined) return counted;
  }
  if (unreadOnly) {
    const names = findTexts(undated);
    // How a hash begins is in no column; and of a row that was written again a column may have a name it lost.
    const isInColumns = undated.terms.every(isColumnTerm) && !names.some(isHashBeginning);
    const found = isInColumns ? await texts.search(undated) : undefined;
    const isKnown = found !== undefined && (names.length === 0 || found.isExact);
    return isKnown ? createUnreadDays(database, found.hits, origins) : walk();
  }
  const isTextual = undated.terms.every(isColumnTerm);
  const found = isTextual ? await texts.search(undated) : undefined;
  if (found !== undefined) return createTextDays(database, undated, findTexts(undated), found);
  return walk();
}

const WALKED_AT_ONCE = 500;

const isColumnTerm = (term: FilterTerm) => term.key === 'text' || isCauseTerm(term);

/** The days within `bounds`. */
async function cutDays(source: OutlineDays, bounds: DateBounds): Promise<readonly DayCauses[]> {
  const cut = source.days.map(async (day) => {
    const span = findSpan(day.day, bounds);
    if (span.from > span.to) return { day: day.day, causes: new Map<number, number>() };
    if (span.to - span.from === DAY_SECONDS - 1) return day;
    return { day: day.day, causes: await source.countSpan(span) };
  });
  return (await Promise.all(cut)).filter((day) => countDay(day) > 0);
}

/** What `bounds` leave of a day; nothing where `from` is after `to`. */
function findSpan(day: number, { from = 0, to = Number.POSITIVE_INFINITY }: DateBounds): Span {
  return { from: Math.max(from, day * DAY_SECONDS), to: Math.min(to, (day + 1) * DAY_SECONDS - 1) };
}

function countDay({ causes }: DayCauses): number {
  let total = 0;
  for (const rows of causes.values()) total += rows;
  return total;
}

function sumFacets(causes: ReadonlyMap<number, StoredCause>, days: readonly DayCauses[]): OutlineFacets {
  const totals = new Map<number, number>();
  for (const day of days) for (const [n, rows] of day.causes) totals.set(n, (totals.get(n) ?? 0) + rows);
  const counted = [...totals].flatMap(([n, total]) => {
    const cause = causes.get(n);
    return cause === undefined ? [] : [{ ...cause, total }];
  });
  const facets = countFacets(counted);
  const bare = FACETS.map((name) => [name, facets[name].map(({ unread: _, ...facet }) => facet)]);
  return Object.fromEntries(bare);
}
