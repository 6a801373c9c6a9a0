import { createBookmarks } from './bookmark.ts';
import { createRunBuilder } from './build-run.ts';
import { holds, isBefore, rootOf, walk } from './dom.ts';
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
export const TEXTS = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION;

export function isText(node: Node): node is Text {
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
  const walker = walk(rootOf(start), TEXTS);
  let node: Text | null = moveTo(start);
  let offset = 0;
  const bookmarks = createBookmarks();

  /** The first text at or after `at`. */
  function moveTo(at: Node): Text | null {
    walker.currentNode = at;
    return isText(at) ? at : (walker.nextNode() as Text | null);
  }

  /** Whether `next`, which lies beyond `last`, cannot go on with anything that was read. */
  function isBeyond(next: Text): boolean {
    if (last === undefined || holds(last, next) || isBefore(next, last) || isBlankText(next.data))
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
    const place = bookmarks.find();
    node = place === null ? null : moveTo(place);
  }

  return {
    advance(mayGoOn) {
      recover();
      while (node !== null) {
        for (let count = 0; count < NODES_PER_LOOK && node !== null && offset === 0; count++) step(node);
        if (node !== null && offset > 0) step(node);
        if (node !== null && !mayGoOn()) return false;
      }
      runs.flush();
      return true;
    },
    pause: () => bookmarks.put(node),
  };
}
