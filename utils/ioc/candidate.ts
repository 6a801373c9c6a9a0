import type { IndicatorKey, IndicatorKind } from './indicator.ts';

/**
 * How clearly the text means an indicator where a candidate stands. Matching ignores it (a known set decides there);
 * the list of everything on the page (utils/match/listing.ts) asks the more of it the more a value looks like something
 * else. One ordered scale, so that of several places with one key the clearest speaks for all of them.
 */
export const EVIDENCE = {
  /** Only implied: a parent domain, a name in a path, an e-mail's host, a URL whose scheme is a guess. */
  implied: 0,
  /** In a link's target and not in its text: worth a match, but what a page merely links to is not listed. */
  linked: 1,
  /** In an identifier's capitals, down to the last label: `System.Net`, `Win32/Agent.RU`. */
  cased: 2,
  /** Looks like code, a version or a sentence: `a.b(`, `v1.2.3.4`, `evil dot com`, `PayPal.com`. */
  doubtful: 3,
  plain: 4,
  /** Nothing else is written so: defanged, after a scheme. */
  marked: 5,
} as const;

export type Evidence = (typeof EVIDENCE)[keyof typeof EVIDENCE];

/**
 * A stretch of text that may be an indicator. `start` and `end` are UTF-16 offsets, end exclusive, into the text
 * that was scanned, so that `text.slice(start, end)` is exactly what the reader sees (defanged, with soft hyphens...).
 * Candidates nest: a URL, its host, the address in it and a hash in its path are each one of their own.
 */
export interface Candidate {
  readonly kind: IndicatorKind;
  /** Canonical value (utils/ioc/canonical.ts). */
  readonly value: string;
  readonly key: IndicatorKey;
  readonly start: number;
  readonly end: number;
  readonly evidence: Evidence;
}
