import { nextOf, parentOf } from './dom.ts';

/** How often a walk goes back to the start of a parent that the page rebuilds under it; then it goes on after it. */
const MOST_REPEATS = 8;

export interface Bookmarks {
  /** Remembers the place of `node` before the page has its turn: it may remove the node. */
  put(node: Node | null): void;
  /** Where to go on: the node itself, else what is nearest; `null` when nothing is left. */
  find(): Node | null;
}

/** The first node after all of `node`'s subtree. */
export function findAfter(node: Node): Node | null {
  for (let above: Node | null = node; above !== null; above = parentOf(above)) {
    const next = nextOf(above);
    if (next !== null) return next;
  }
  return null;
}

/** One walk's place in a tree, kept over pauses only. */
export function createBookmarks(): Bookmarks {
  let repeats = 0;
  /** The position and its ancestors, deepest first, each with its next sibling. */
  let path: { node: Node; next: Node | null }[] = [];
  return {
    put(node) {
      path = [];
      for (let at = node; at !== null; at = parentOf(at)) path.push({ node: at, next: nextOf(at) });
    },
    find() {
      const [place] = path;
      if (place === undefined || place.node.isConnected) return place?.node ?? null;
      repeats++;
      const nearest = path.find(({ node, next }) => node.isConnected || next?.isConnected === true);
      if (nearest === undefined || !nearest.node.isConnected) return nearest?.next ?? null;
      return repeats > MOST_REPEATS ? findAfter(nearest.node) : nearest.node;
    },
  };
}
