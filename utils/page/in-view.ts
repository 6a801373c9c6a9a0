/** The first and last elements in view, as far as the top and bottom of the viewport tell; forces layout once. */
export function findInView(document: Document): { readonly first: Node; readonly last?: Node } | undefined {
  const view = document.defaultView;
  if (view === null || view.innerWidth === 0) return undefined;
  const middle = view.innerWidth / 2;
  const first = document.elementFromPoint(middle, 1);
  const last = document.elementFromPoint(middle, view.innerHeight - 1);
  if (first === null || first === document.documentElement || first === document.body) return undefined;
  return last === null || last.contains(first) ? { first } : { first, last };
}
