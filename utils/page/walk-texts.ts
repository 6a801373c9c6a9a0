import { createRunBuilder } from './build-run.ts';
import { isSplitBetween } from './join.ts';
import { isBlankText } from './safe-gap.ts';
import type { TextRun } from './text-run.ts';

export interface TextWalk {
  /** Walks on until `mayGoOn` (asked now and then) says no. True when the walk has ended. */
  advance(mayGoOn: () => boolean): boolean;
  /** Call before yielding to the page: remembers enough to go on if the page removes the current node meanwhile. */
  pause(): void;
}

/** Nodes between two looks at the clock. */
const NODES_PER_LOOK = 32;
/** How often a walk goes back to the start of a parent that the page rebuilds under it; then it goes on after it. */
const MOST_REPEATS = 8;
const SHOWN = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION;

function isText(node: Node): node is Text {
  return node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE;
}

/**
 * Walks the text nodes of one tree (a document or a shadow tree) in document order from `start`, and hands them over
 * as runs. Ends where nothing can go on from the subtree of `last` any more, or with the tree when there is no `last`.
 *
 * The browser's own TreeWalker passes over elements; they are looked at only where text on both sides may belong
 * together (build-run.ts), which is what makes this cost little more than reading the text at all.
 */
export function createTextWalk(onRun: (run: TextRun) => void, start: Node, last?: Node): TextWalk {
  const runs = createRunBuilder(onRun);
  const walker = document.createTreeWalker(start.getRootNode(), SHOWN);
  let node: Text | null = moveTo(start);
  let offset = 0;
  let repeats = 0;
  /** The position and its ancestors, deepest first, each with its next sibling: kept over a pause only. */
  let path: { node: Node; next: Node | null }[] = [];

  /** The first text at or after `at`. */
  function moveTo(at: Node): Text | null {
    walker.currentNode = at;
    return isText(at) ? at : (walker.nextNode() as Text | null);
  }

  /** The first text after all of `at`'s subtree. */
  function moveBeyond(at: Node): Text | null {
    for (let above: Node | null = at; above !== null; above = above.parentNode) {
      if (above.nextSibling !== null) return moveTo(above.nextSibling);
    }
    return null;
  }

  /** Whether `next`, which lies beyond `last`, cannot go on with anything that was read. */
  function isBeyond(next: Text): boolean {
    if (last === undefined || last.contains(next) || isBefore(next, last) || isBlankText(next.data))
      return false;
    const end = runs.findTightEnd(next);
    return end === undefined ? !runs.isEmpty : isSplitBetween(end, next);
  }

  function step(at: Text): void {
    if (offset === 0 && isBeyond(at)) {
      node = null;
      return;
    }
    offset = runs.add(at, offset);
    if (offset === 0) node = walker.nextNode() as Text | null;
  }

  /** After a pause: the page may have removed the position. */
  function recover(): void {
    if (node === null || node.isConnected) return;
    runs.flush();
    offset = 0;
    repeats++;
    const nearest = path.find((place) => place.node.isConnected || place.next?.isConnected === true);
    if (nearest === undefined) node = null;
    else if (!nearest.node.isConnected) node = nearest.next === null ? null : moveTo(nearest.next);
    else node = repeats > MOST_REPEATS ? moveBeyond(nearest.node) : moveTo(nearest.node);
  }

  return {
    advance(mayGoOn) {
      recover();
      path = [];
      while (node !== null) {
        for (let count = 0; count < NODES_PER_LOOK && node !== null && offset === 0; count++) step(node);
        if (node !== null && offset > 0) step(node);
        if (node !== null && !mayGoOn()) return false;
      }
      runs.flush();
      return true;
    },
    pause() {
      for (let at: Node | null = node; at !== null; at = at.parentNode)
        path.push({ node: at, next: at.nextSibling });
    },
  };
}

function isBefore(node: Node, other: Node): boolean {
  return (node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
