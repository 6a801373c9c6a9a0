/**
 * The DOM's own properties and methods, past the page's names: an input called `parentNode` shadows its form's own parent,
 * an image called `createTreeWalker` the document's method, and not for the page's scripts alone (HTML, named access on
 * `HTMLFormElement` and `Document`, both `[LegacyOverrideBuiltIns]`). To be used wherever an element may be a form, and of
 * the document. tests/page/named-access.dom.test.ts.
 */

/** Looked up at first use: the build imports this where there is no DOM. */
function ownGetter<Owner extends object, Name extends keyof Owner>(
  owner: () => { readonly prototype: Owner },
  name: Name,
): (of: Owner) => Owner[Name] {
  let get: ((this: Owner) => Owner[Name]) | undefined;
  return (of) => {
    get ??= Object.getOwnPropertyDescriptor(owner().prototype, name)?.get as (this: Owner) => Owner[Name];
    return get.call(of);
  };
}

export const parentOf = ownGetter(() => Node, 'parentNode');
export const parentElementOf = ownGetter(() => Node, 'parentElement');
export const nextOf = ownGetter(() => Node, 'nextSibling');
export const previousOf = ownGetter(() => Node, 'previousSibling');
export const firstChildOf = ownGetter(() => Node, 'firstChild');
export const lastChildOf = ownGetter(() => Node, 'lastChild');
export const textOf = ownGetter(() => Node, 'textContent');
export const slotOf = ownGetter(() => Element, 'assignedSlot');
export const nameOf = ownGetter(() => Element, 'localName');

export const rootOf = (node: Node): Node => Node.prototype.getRootNode.call(node);
export const holds = (outer: Node, inner: Node): boolean => Node.prototype.contains.call(outer, inner);
/** Whether `node` comes before `other`, or holds it, in one tree. */
export const isBefore = (node: Node, other: Node): boolean =>
  (Node.prototype.compareDocumentPosition.call(node, other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
export const matches = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);
export const closestOf = (element: Element, selector: string): Element | null =>
  Element.prototype.closest.call(element, selector);
/** By `visibility` too, whose option had another name before Chromium 121. */
export const isVisible = (element: Element): boolean =>
  Element.prototype.checkVisibility.call(element, { visibilityProperty: true, checkVisibilityCSS: true });
export const boxOf = (element: Element): DOMRect => Element.prototype.getBoundingClientRect.call(element);

export type Tree = Element | Document | DocumentFragment;

export const isTree = (node: Node): node is Tree =>
  node instanceof Element || node instanceof Document || node instanceof DocumentFragment;

const prototypeOf = (tree: Tree) =>
  (tree instanceof Element ? Element : tree instanceof Document ? Document : DocumentFragment).prototype;

/** Elements in `tree` that `selector` matches. */
export const findAll = (tree: Tree, selector: string): NodeListOf<Element> =>
  prototypeOf(tree).querySelectorAll.call(tree, selector);

/** Live in a document, where that is cheaper. */
export const findByTag = (tree: Document | ShadowRoot, tag: string): ArrayLike<Element> =>
  tree instanceof Document
    ? Document.prototype.getElementsByTagNameNS.call(tree, '*', tag)
    : findAll(tree, tag);

const childrenOfDocument = ownGetter(() => Document, 'children');
export const childrenOf = (tree: Document | ShadowRoot): Iterable<Element> =>
  tree instanceof Document ? childrenOfDocument(tree) : tree.children;
export const readyStateOf = ownGetter(() => Document, 'readyState');
export const rootElementOf = ownGetter(() => Document, 'documentElement');
export const bodyOf = ownGetter(() => Document, 'body');
export const walk = (root: Node, what: number): TreeWalker =>
  Document.prototype.createTreeWalker.call(document, root, what);
export const createRange = (): Range => Document.prototype.createRange.call(document);
export const elementAt = (document: Document, x: number, y: number): Element | null =>
  Document.prototype.elementFromPoint.call(document, x, y);
export const evaluate = (xpath: string, top: Node): XPathResult =>
  Document.prototype.evaluate.call(document, xpath, top, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
export const listen = <E extends Event>(
  target: Document | ShadowRoot,
  type: string,
  listener: (event: E) => void,
  options: AddEventListenerOptions,
): void => EventTarget.prototype.addEventListener.call(target, type, listener as EventListener, options);
export const createElement = (namespace: string, tag: string): Element =>
  Document.prototype.createElementNS.call(document, namespace, tag);
