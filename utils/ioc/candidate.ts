import * as EVIDENCE from './evidence.ts';
import type { IndicatorKey, IndicatorKind } from './indicator.ts';

export { EVIDENCE };

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
