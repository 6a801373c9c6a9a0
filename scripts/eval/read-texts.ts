import { canonicalKey } from '../../utils/ioc/canonical.ts';
import { findCandidates } from '../../utils/ioc/find-candidates.ts';
import { readTextRuns } from './page-text.ts';
import { listKeys } from './score-cases.ts';
import type { ListedItem } from './score-pages.ts';
import type { Truth } from './truth.ts';

/** What each page's list would hold, from its plain text: matches of the stream, and what validity lets in. */
export function readTexts(truths: readonly Truth[]): ReadonlyMap<string, readonly ListedItem[]> {
  const stream = new Set<string | undefined>(
    truths.flatMap(({ iocs }) => iocs.map(({ type, value }) => canonicalKey(type, value))),
  );
  const lists = truths.map(({ slug, html }) => {
    const candidates = readTextRuns(html).flatMap((run) => [...findCandidates(run)]);
    const listed = listKeys(candidates);
    const keys = new Set<string>(candidates.map(({ key }) => key));
    const items = [...keys]
      .filter((key) => stream.has(key) || listed.has(key as never))
      .map((key) => ({ key, isMatch: stream.has(key) }));
    return [slug, items] as const;
  });
  return new Map(lists);
}
