import { bodyOf, elementAt, holds, rootElementOf } from './dom.ts';

/** The first and last elements in view, as far as the top and bottom of the viewport tell; forces layout once. */
export function findInView(document: Document): { readonly first: Node; readonly last?: Node } | undefined {
  const { innerWidth, innerHeight } = window;
  if (innerWidth === 0) return undefined;
  const middle = innerWidth / 2;
  const first = elementAt(document, middle, 1);
  const last = elementAt(document, middle, innerHeight - 1);
  if (first === null || first === rootElementOf(document) || first === bodyOf(document)) return undefined;
  return last === null || holds(last, first) ? { first } : { first, last };
}
