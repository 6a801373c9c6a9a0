import { canonicalKey } from '../../utils/ioc/canonical.ts';
import { createKey, type IndicatorKey, parseKey } from '../../utils/ioc/indicator.ts';
import type { Truth, TruthIoc } from './truth.ts';

/** One item of a page's list. `isMatch`: shown as being in the stream. */
export interface ListedItem {
  readonly key: string;
  readonly isMatch: boolean;
}

export interface Count {
  expected: number;
  found: number;
}

export interface Miss {
  readonly page: string;
  readonly type: string;
  readonly value: string;
  readonly raw: string;
}

export interface PageScores {
  readonly pages: number;
  readonly published: Count;
  readonly derived: Count;
  readonly hostOfUrl: Count;
  readonly edge: Count;
  readonly byType: Record<string, Count>;
  readonly byPage: Record<string, Count & { listed: number }>;
  readonly falseMatches: { readonly page: string; readonly key: string }[];
  readonly listFalsePositives: { readonly page: string; readonly key: string }[];
  readonly misses: Miss[];
}

/** The key of a truth; one that our canonical form refuses keeps its own text, so that it counts as missed. */
function keyOf({ type, value }: Pick<TruthIoc, 'type' | 'value'>): IndicatorKey {
  return canonicalKey(type, value) ?? createKey(type, value);
}

const bare = (value: string) => value.toLowerCase().replace(/\/$/, '');

function count(into: Count, isFound: boolean): void {
  into.expected++;
  if (isFound) into.found++;
}

/** Whether the page's truth names `key` in any way: as IoC, malformed IoC or harmless observable. */
function createIsNamed(truth: Truth): (key: string) => boolean {
  const keys = new Set<string>(truth.iocs.map(keyOf));
  const values = new Set(
    [...truth.edge_iocs, ...truth.other_observables].map((each) =>
      bare(typeof each === 'string' ? each : each.value),
    ),
  );
  return (key) => keys.has(key) || values.has(bare(key.slice(key.indexOf(':') + 1)));
}

const createCount = (): Count => ({ expected: 0, found: 0 });

function scoreTruths(truth: Truth, found: ReadonlySet<string>, scores: PageScores): void {
  const page = createCount();
  for (const ioc of truth.iocs) {
    const isFound = found.has(keyOf(ioc));
    if (ioc.origin === 'host-of-url') {
      count(scores.hostOfUrl, isFound);
      continue;
    }
    count(ioc.origin === 'published' ? scores.published : scores.derived, isFound);
    count(page, isFound);
    scores.byType[ioc.type] ??= createCount();
    count(scores.byType[ioc.type] ?? createCount(), isFound);
    if (!isFound) {
      scores.misses.push({ page: truth.slug, type: ioc.type, value: ioc.value, raw: ioc.raw ?? ioc.value });
    }
  }
  for (const { value } of truth.edge_iocs) {
    count(
      scores.edge,
      [...found].some((key) => bare(key.slice(key.indexOf(':') + 1)) === bare(value)),
    );
  }
  scores.byPage[truth.slug] = { ...page, listed: found.size };
}

/**
 * Scores what a page's list held against its truth, the stream being the truths of all pages together. An indicator
 * that is in the stream through another page's truth is no false positive here.
 */
export function scorePages(
  truths: readonly Truth[],
  listed: ReadonlyMap<string, readonly ListedItem[]>,
): PageScores {
  const stream = new Set<string>(truths.flatMap(({ iocs }) => iocs.map(keyOf)));
  const scores: PageScores = {
    pages: truths.length,
    published: createCount(),
    derived: createCount(),
    hostOfUrl: createCount(),
    edge: createCount(),
    byType: {},
    byPage: {},
    falseMatches: [],
    listFalsePositives: [],
    misses: [],
  };
  for (const truth of truths) {
    const items = listed.get(truth.slug) ?? [];
    scoreTruths(truth, new Set(items.map(({ key }) => key)), scores);
    const isNamed = createIsNamed(truth);
    for (const { key, isMatch } of items) {
      if (isMatch && !stream.has(key)) scores.falseMatches.push({ page: truth.slug, key });
      if (!stream.has(key) && !isNamed(key) && parseKey(key)?.kind !== undefined) {
        scores.listFalsePositives.push({ page: truth.slug, key });
      }
    }
  }
  return scores;
}
