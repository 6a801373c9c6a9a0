/** The tree as it is laid out: slots and shadow hosts in place of light parents. */
export function findFlatParent(element: Element): Element | null {
  if (element.assignedSlot !== null) return element.assignedSlot;
  if (element.parentElement !== null) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** Whether `inner` is `outer` or lies in it, shadow trees included. */
export function holdsElement(outer: Element, inner: Element): boolean {
  for (let at: Element | null = inner; at !== null; at = findFlatParent(at)) if (at === outer) return true;
  return false;
}
