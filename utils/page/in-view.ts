import { bodyOf, elementAt, holds, isBefore, rootElementOf } from './dom.ts';
import type { Pause } from './read-tree.ts';

/**
 * The first and last elements in view, as far as the top and bottom of the viewport tell, unless a reading that has got to
 * `reached` is beyond the first one, or in it. Forces layout once; each look takes a millisecond or more on a large page.
 */
export function findInView(
  document: Document,
  reached: Pause,
): { readonly first: Node; readonly last?: Node } | undefined {
  const { innerWidth, innerHeight } = window;
  if (innerWidth === 0) return undefined;
  const middle = innerWidth / 2;
  const first = elementAt(document, middle, 1);
  if (first === null || first === rootElementOf(document) || first === bodyOf(document)) return undefined;
  if (reached && isBefore(first, reached)) return undefined;
  const last = elementAt(document, middle, innerHeight - 1);
  return last === null || holds(last, first) ? { first } : { first, last };
}
