import type { PlacedCandidate } from '../page/placed-candidate.ts';

/**
 * A stretch of page text with the candidates that cover exactly it: one box. Usually one candidate; a link's target
 * gives several for the same words (the URL and its host).
 */
export interface Spot {
  /** The element that holds the text. */
  readonly row: Element;
  readonly candidates: readonly PlacedCandidate[];
  /** What the box covers: the range of any of the candidates. */
  readonly place: PlacedCandidate;
}

export function isSamePlace(a: PlacedCandidate, b: PlacedCandidate): boolean {
  return (
    a.startNode === b.startNode &&
    a.startOffset === b.startOffset &&
    a.endNode === b.endNode &&
    a.endOffset === b.endOffset
  );
}

export function findRow(placed: PlacedCandidate): Element | null {
  const parent = placed.startNode.parentNode;
  if (parent instanceof Element) return parent;
  return parent instanceof ShadowRoot ? parent.host : null;
}
