/**
 * Reads a region: an element that parts its text from what is around it. Its text is taken piece by piece, looked
 * through for marks, and only the nodes that touch a suspicious stretch are read (read-tree.ts shows an example).
 *
 * A piece ends where an element begins that parts texts too, so that nothing goes on from one to the next. Pieces are
 * small because the memory of a long string is new each time: a megabyte at once takes ten times as long as in parts.
 */
import type { Bookmarks } from './bookmark.ts';
import { RUN_SIZE, type RunBuilder } from './build-run.ts';
import type { TextReader, TreeReadDeps } from './read-tree.ts';
import { createSuspects, type Suspect } from './suspects.ts';
import { endsText, findTagRole } from './tag-role.ts';
import { TEXTS } from './walk-texts.ts';

export interface RegionDeps extends TreeReadDeps {
  readonly reader: TextReader;
  readonly runs: RunBuilder;
  readonly bookmarks: Bookmarks;
}

/** Elements in a piece, at least. */
const PIECE_SIZE = 2048;
/** Most paragraphs, cells and list items hold fewer elements. */
const SMALL_SIZE = 8;
/** A longer text is read node by node: looking through it would be one step. */
const LONGEST_PIECE = 2_000_000;
/** Steps between two looks at the clock, and how many of them the reading of a suspicious text counts for. */
const STEPS_PER_LOOK = 64;
const STEPS_PER_READING = 16;

interface Piece {
  readonly text: string;
  /** Where it begins: the region, or an element in it. */
  readonly from: Element;
  /** Where the next one begins; `undefined` for the last. */
  readonly to: Element | undefined;
}

/**
 * Told element by element: an element keeps every live collection that it was asked for, which on a page of a thousand
 * paragraphs is half a megabyte.
 */
function isSmall(element: Element, count = { left: SMALL_SIZE }): boolean {
  for (let child = element.firstElementChild; child !== null; child = child.nextElementSibling) {
    if (count.left-- === 0 || !isSmall(child, count)) return false;
  }
  return true;
}

/** A region's text in pieces, in order. Valid as long as the page does not change. */
function* takePieces(region: Element): Generator<Piece, void> {
  const elements = isSmall(region) ? undefined : region.getElementsByTagName('*');
  if (elements?.[PIECE_SIZE] === undefined) {
    // Of most pages all: no range, which the page's changes would have to keep up to date.
    yield { text: region.textContent, from: region, to: undefined };
    return;
  }
  const range = document.createRange();
  range.setStart(region, 0);
  let from = region;
  for (let index = PIECE_SIZE; ; index += PIECE_SIZE) {
    let to = elements[index];
    while (to !== undefined && findTagRole(to) !== 'block') to = elements[++index];
    // Just inside the element: a place before it would be found by counting its siblings.
    if (to === undefined) range.setEnd(region, region.childNodes.length);
    else range.setEnd(to, 0);
    yield { text: range.toString(), from, to };
    if (to === undefined) return;
    range.collapse(false);
    from = to;
  }
}

/** A text node, and where its text begins in the piece's. */
interface Cursor {
  node: Text | null;
  start: number;
}

/** Counts off nodes that end before `until`, some at most; answers how many. Most of a page goes through here. */
function skipClean(walker: TreeWalker, cursor: Cursor, until: number): number {
  let { node, start } = cursor;
  let steps = 0;
  for (; node !== null && steps < STEPS_PER_LOOK; steps++) {
    const end = start + node.length;
    if (end > until) break;
    start = end;
    node = walker.nextNode() as Text | null;
  }
  cursor.node = node;
  cursor.start = start;
  return steps;
}

/** Where to go on node by node, because the page has changed or a text is too long; `undefined`: all is read. */
type Rest = Node | null | undefined;

/** Lets the page run. Answers where to go on if it has changed meanwhile. */
function* giveWay({ bookmarks, version }: RegionDeps, node: Node | null): Generator<undefined, Rest> {
  const before = version();
  bookmarks.put(node);
  yield;
  return version() === before ? undefined : bookmarks.find();
}

/** Goes back to the node in which `at` is. */
function goBack(walker: TreeWalker, cursor: Cursor, at: number): void {
  while (cursor.start > at) {
    const before = walker.previousNode() as Text | null;
    if (before === null) return;
    cursor.node = before;
    cursor.start -= before.length;
  }
}

function* readPiece(deps: RegionDeps, { text, from }: Piece, walker: TreeWalker): Generator<undefined, Rest> {
  const { reader, runs } = deps;
  const suspects = createSuspects(text, deps.findMarks);
  if (suspects.nextMark(0) === text.length) return undefined;
  walker.currentNode = from;
  const cursor: Cursor = { node: walker.nextNode() as Text | null, start: 0 };
  /** All before is read or clean. */
  let done = 0;
  /** A stretch that takes in several nodes, which are read as a run. */
  let wide: Suspect | undefined;
  let offset = 0;
  let steps = 0;

  /** Reads the stretches of a node that keep to it; answers the first one that does not. */
  function readAlone(node: Text, start: number, end: number): Suspect | undefined {
    const stretches: Suspect[] = [];
    let other: Suspect | undefined;
    for (let mark = suspects.nextMark(done); mark < end; mark = suspects.nextMark(done)) {
      // A full stop before the next cell is no mark. There are more of these than of all others.
      if (mark === end - 1 && endsText(node)) {
        done = end;
        break;
      }
      const found = suspects.around(mark, done);
      const isWithin = found.end <= end || endsText(node);
      if (!isWithin || found.start < start || end - start > RUN_SIZE) {
        other = found;
        break;
      }
      done = Math.min(found.end, end);
      stretches.push(done === found.end ? found : { ...found, end: done });
    }
    if (stretches.length > 0) {
      reader.readNode({ node, regionText: text, start, stretches });
      steps += STEPS_PER_READING;
    }
    return other;
  }

  for (;;) {
    if (wide === undefined) {
      const mark = suspects.nextMark(done);
      if (mark === text.length) break;
      steps += skipClean(walker, cursor, mark);
    }
    const { node, start } = cursor;
    if (node === null) break;
    const end: number = start + node.length;
    if (wide === undefined) {
      wide = readAlone(node, start, end);
      if (wide !== undefined) {
        goBack(walker, cursor, wide.start);
        // What stands before it in its first node is read already, or clean.
        offset = Math.max(0, done - cursor.start);
        continue;
      }
    } else {
      offset = runs.add(node, offset);
      steps += STEPS_PER_READING;
      if (offset === 0) {
        if (wide.end <= end) wide = suspects.next(end);
        if (wide.start >= end) {
          // Nothing goes on into the next node.
          runs.flush();
          wide = undefined;
          done = end;
        }
      }
    }
    if (offset === 0) {
      cursor.start = end;
      cursor.node = walker.nextNode() as Text | null;
      if (++steps < STEPS_PER_LOOK) continue;
    }
    steps = 0;
    if (deps.mayGoOn()) continue;
    const rest: Rest = yield* giveWay(deps, cursor.node);
    if (rest !== undefined) return rest;
  }
  runs.flush();
  return undefined;
}

/** Answers where to go on node by node; `null` when nothing is left of the tree, `undefined` when the region is read. */
export function* readRegion(deps: RegionDeps, region: Element): Generator<undefined, Rest> {
  const walker = document.createTreeWalker(region, TEXTS);
  for (const piece of takePieces(region)) {
    if (piece.text.length > LONGEST_PIECE) {
      walker.currentNode = piece.from;
      return walker.nextNode();
    }
    let rest = yield* readPiece(deps, piece, walker);
    if (rest === undefined && piece.to !== undefined && !deps.mayGoOn()) {
      rest = yield* giveWay(deps, piece.to);
    }
    if (rest !== undefined) return rest;
  }
  return undefined;
}
