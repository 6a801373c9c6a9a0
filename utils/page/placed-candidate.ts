import type { Evidence } from '../ioc/candidate.ts';
import type { IndicatorKey, IndicatorKind } from '../ioc/indicator.ts';

/**
 * A candidate and where it stands in the document. Plain node and offset pairs, not live `Range`s: every live range
 * in a document makes each of the page's own DOM changes dearer.
 */
export interface PlacedCandidate {
  readonly key: IndicatorKey;
  readonly kind: IndicatorKind;
  readonly evidence: Evidence;
  /** `href`: found in a link's target and not in its text; the place is the link's text. */
  readonly from: 'text' | 'href';
  readonly startNode: Text;
  readonly startOffset: number;
  readonly endNode: Text;
  /** Exclusive. */
  readonly endOffset: number;
  /** The page's own text at the place when it was read: what tells a layout that the text has changed since. */
  readonly text: string;
}
