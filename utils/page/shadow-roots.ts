import { childrenOf, evaluate, findAll, nameOf, walk } from './dom.ts';

/**
 * Where shadow roots are. No event and no mutation record tells of `attachShadow`, and asking for a closed root costs
 * several times what reading a node does (1.3 against 0.25 microseconds in Chromium), so it is asked at once only
 * where a root is likely: custom elements, and possible hosts without children. The other possible hosts are asked
 * later, in idle time (root-sweeps.ts).
 */

export type OpenRoot = (element: Element) => ShadowRoot | null;

/** DOM standard, "valid shadow host name"; custom elements are told by their dash. */
const HOSTS: ReadonlySet<string> = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

function findRoot(
  element: Element,
  openRoot: OpenRoot,
  isThorough: boolean,
  name = nameOf(element),
): ShadowRoot | null {
  if (name.includes('-')) return openRoot(element);
  if (!HOSTS.has(name)) return null;
  return element.shadowRoot ?? (isThorough || element.firstChild === null ? openRoot(element) : null);
}

/** Elements looked at between two rests. */
const ELEMENTS_PER_REST = 64;

/** `top` and all elements under it, not within their shadow trees. */
export function* listElements(top: Node): Generator<Element, void> {
  if (top instanceof Element) yield top;
  const walker = walk(top, NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) yield node as Element;
}

/** The shadow root of an element of this name, where one is likely. */
export const findLikelyRoot = (element: Element, name: string, openRoot: OpenRoot): ShadowRoot | null =>
  findRoot(element, openRoot, false, name);

/** The shadow roots of `elements` where they are likely. Now and then `undefined`, so that the caller can rest. */
export function* findLikelyRoots(
  elements: Iterable<Element>,
  openRoot: OpenRoot,
): Generator<ShadowRoot | undefined, void> {
  let count = 0;
  for (const element of elements) {
    const root = findRoot(element, openRoot, false);
    if (root !== null) yield root;
    else if (++count % ELEMENTS_PER_REST === 0) yield undefined;
  }
}

const CUSTOM_ELEMENTS = 'descendant-or-self::*[contains(local-name(), "-")]';

/** The shadow roots of custom elements in `tree`, found by the browser: a tenth of what a walk over all elements costs. */
export function* findCustomRoots(
  tree: Document | ShadowRoot,
  openRoot: OpenRoot,
): Generator<ShadowRoot | undefined, void> {
  for (const top of childrenOf(tree)) {
    const found = evaluate(CUSTOM_ELEMENTS, top);
    for (let index = 0; index < found.snapshotLength; index++) {
      yield openRoot(found.snapshotItem(index) as Element) ?? undefined;
    }
  }
}

/**
 * The shadow roots of a whole tree, one of each kind of host after the other; `isThorough` asks every possible host, else
 * only the likely ones. The browser goes through the elements: each one that a script is handed takes memory for as
 * long as its document lives, and most elements of tables, lists and prose can be no host. Rests like the above.
 */
export function* sweepTree(
  tree: Document | ShadowRoot,
  openRoot: OpenRoot,
  isThorough: boolean,
): Generator<ShadowRoot | undefined, void> {
  yield* findCustomRoots(tree, openRoot);
  let count = 0;
  for (const tag of HOSTS) {
    for (const host of findAll(tree, tag)) {
      const root = findRoot(host, openRoot, isThorough);
      if (root !== null) yield root;
      else if (++count % ELEMENTS_PER_REST === 0) yield undefined;
    }
  }
}
