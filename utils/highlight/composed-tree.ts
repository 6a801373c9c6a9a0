import { parentElementOf, rootOf, slotOf } from '../page/dom.ts';

/** The tree as it is laid out: slots and shadow hosts in place of light parents. */
export function findFlatParent(element: Element): Element | null {
  const parent = slotOf(element) ?? parentElementOf(element);
  if (parent !== null) return parent;
  const root = rootOf(element);
  return root instanceof ShadowRoot ? root.host : null;
}

/** Whether `inner` is `outer` or lies in it, shadow trees included. */
export function holdsElement(outer: Element, inner: Element): boolean {
  for (let at: Element | null = inner; at !== null; at = findFlatParent(at)) if (at === outer) return true;
  return false;
}
