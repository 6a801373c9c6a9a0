import { createRunBuilder, type LinkStretch } from './build-run.ts';
import { findTagRole } from './tag-role.ts';
import type { TextRun } from './text-run.ts';

export interface WalkDeps {
  /** An element's shadow root, open or closed; `null` for none. */
  readonly openRoot: (element: Element) => ShadowRoot | null;
  /** Our own host in the page: never read. */
  readonly isOwn: (element: Element) => boolean;
  readonly onRun: (run: TextRun, links: readonly LinkStretch[]) => void;
  readonly onRoot: (root: ShadowRoot) => void;
}

export interface RunWalk {
  /** Walks on until `mayGoOn` (asked now and then) says no. True when the walk has ended. */
  advance(mayGoOn: () => boolean): boolean;
  /** Call before yielding to the page: remembers enough to go on if the page removes the current node meanwhile. */
  pause(): void;
  /** The node that comes next. */
  readonly position: Node | undefined;
}

/** Nodes between two looks at the clock. */
const NODES_PER_LOOK = 32;
const TEXT = 3;
const CDATA = 4;
const ELEMENT = 1;
const FRAGMENT = 11;
/** How often a walk goes back to the start of a parent that the page rebuilds under it; then it goes on after it. */
const MOST_REPEATS = 8;

/** Parent, or the host where a shadow tree ends. */
function parentOrHost(node: Node): Node | null {
  return node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
}

/**
 * Walks in document order from `start`, shadow trees before their host's children, and hands over text runs. Ends
 * with the run that follows `last`'s subtree without a break (what was put in may have split it), or with the document
 * when there is no `last`.
 */
export function createRunWalk(deps: WalkDeps, start: Node, last?: Node): RunWalk {
  const runs = createRunBuilder(deps.onRun);
  let node: Node | undefined = start;
  let offset = 0;
  let isPastLast = false;
  let repeats = 0;
  /** The position and its ancestors, deepest first, each with its next sibling: kept over a pause only. */
  let path: { node: Node; next: Node | null }[] = [];

  /** Takes `at` in; returns its first child where the walk goes down. */
  function enter(at: Node): Node | null {
    const type = at.nodeType;
    if (type === TEXT || type === CDATA) {
      if (isPastLast && runs.endsBefore(at as Text)) endRun();
      else offset = runs.add(at as Text, offset);
      return null;
    }
    if (type !== ELEMENT) return at === start ? at.firstChild : null;
    const element = at as Element;
    const role = findTagRole(element.localName);
    if (role === 'skip' || deps.isOwn(element)) return null;
    if (role !== 'flow') endRun();
    if (role === 'wall') return null;
    const root = deps.openRoot(element);
    if (root !== null) {
      endRun();
      deps.onRoot(root);
      return root.firstChild ?? element.firstChild;
    }
    if (element.localName === 'a' && element.hasAttribute('href')) runs.openLink(element);
    return element.firstChild;
  }

  function endRun(): void {
    runs.flush();
    if (isPastLast) node = undefined;
  }

  function leave(element: Node): void {
    if (element.nodeType !== ELEMENT) return;
    const name = (element as Element).localName;
    if (name === 'a') runs.closeLink();
    if (findTagRole(name) === 'block') endRun();
  }

  /** The node after `at`'s subtree in document order; leaves what ends there. */
  function passOver(at: Node): Node | undefined {
    let current = at;
    while (node !== undefined) {
      if (current === last) isPastLast = true;
      const next = current.nextSibling;
      if (next !== null) return next;
      const parent = current.parentNode;
      if (parent === null) return undefined;
      current = parent;
      if (parent.nodeType === FRAGMENT) {
        if (parent === last) isPastLast = true;
        endRun();
        if (node === undefined || !(parent instanceof ShadowRoot)) return undefined;
        if (parent.host.firstChild !== null) return parent.host.firstChild;
        current = parent.host;
      }
      leave(current);
    }
    return undefined;
  }

  function step(at: Node): void {
    const child = enter(at);
    if (node === undefined || offset > 0) return;
    node = child ?? passOver(at);
    if (node === undefined) runs.flush();
  }

  /** After a pause: the page may have removed the position. */
  function recover(): void {
    if (node === undefined || node.isConnected) return;
    runs.flush();
    offset = 0;
    repeats++;
    const deepest = path.find((place) => place.node.isConnected || place.next?.isConnected === true);
    if (deepest === undefined) node = undefined;
    else if (!deepest.node.isConnected) node = deepest.next ?? undefined;
    else node = repeats > MOST_REPEATS ? passOver(deepest.node) : deepest.node;
  }

  return {
    advance(mayGoOn) {
      recover();
      path = [];
      while (node !== undefined) {
        for (let count = 0; count < NODES_PER_LOOK && node !== undefined && offset === 0; count++) step(node);
        if (node !== undefined && offset > 0) step(node);
        if (node !== undefined && !mayGoOn()) return false;
      }
      return true;
    },
    pause() {
      for (let at = node ?? null; at !== null; at = parentOrHost(at))
        path.push({ node: at, next: at.nextSibling });
    },
    get position() {
      return node;
    },
  };
}
