/**
 * Reads a region: an element that parts its text from what is around it. Its text is taken piece by piece, looked
 * through for marks, and only the nodes that touch a suspicious stretch are read (read-tree.ts shows an example).
 *
 * A piece ends where its last text does too (before the next cell or block), so that nothing goes on from one to the next.
 * Pieces are small because the memory of a long string is new each time (a megabyte at once takes ten times as long as in
 * parts), and so that its nodes are still at hand when they are read.
 */
import type { Bookmarks } from './bookmark.ts';
import type { RunBuilder } from './build-run.ts';
import { createRange, textOf, walk } from './dom.ts';
import type { Pause, TextReader, TreeReadDeps } from './read-tree.ts';
import { createSuspects, type Suspect } from './suspects.ts';
import { endsText } from './tag-role.ts';
import { RUN_SIZE } from './text-run.ts';
import { TEXTS } from './walk-texts.ts';

export interface RegionDeps extends TreeReadDeps {
  readonly reader: TextReader;
  readonly runs: RunBuilder;
  readonly bookmarks: Bookmarks;
}

/** UTF-16 units and nodes in a piece, at least. */
const PIECE_SIZE = 32_768;
const PIECE_NODES = 2_048;
/** A piece that finds no end is read node by node: looking through it would be one step. */
const MOST_NODES = 8 * PIECE_NODES;
const LONGEST_PIECE = 2_000_000;
/** Steps between two looks at the clock, and how many of them the reading of a suspicious text counts for. */
const STEPS_PER_LOOK = 64;
const STEPS_PER_READING = 16;

/** Text nodes in order: `nodes[i]` ends at `ends[i]` in their text. One object serves for all pieces of a region. */
interface Piece {
  readonly nodes: Text[];
  readonly ends: number[];
  count: number;
}

/** The texts of blocks that are read as one piece; `undefined` when they are too much for one step. */
export function gatherPiece(blocks: readonly Element[]): { piece: Piece; text: string } | undefined {
  const piece: Piece = { nodes: [], ends: [], count: 0 };
  let end = 0;
  for (const block of blocks) {
    const walker = walk(block, TEXTS);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      end += (node as Text).length;
      piece.nodes.push(node as Text);
      piece.ends.push(end);
    }
  }
  if (end > LONGEST_PIECE) return undefined;
  piece.count = piece.nodes.length;
  return { piece, text: blocks.map(textOf).join('') };
}

/** Takes in nodes from `first` on, up to where a piece may end; answers the one after them. */
function fillPiece(piece: Piece, walker: TreeWalker, first: Text): Text | null {
  const { nodes, ends } = piece;
  let count = 0;
  let end = 0;
  for (let node: Text | null = first; ; ) {
    nodes[count] = node;
    end += node.length;
    ends[count++] = end;
    const isFull = (end >= PIECE_SIZE || count >= PIECE_NODES) && (count >= MOST_NODES || endsText(node));
    node = walker.nextNode() as Text | null;
    if (node !== null && !isFull) continue;
    piece.count = count;
    return node;
  }
}

/** Where to go on node by node, because the page has changed or a text is too long; `undefined`: all is read. */
type Rest = Node | null | undefined;

/** Lets the page run. Answers where to go on if it has changed meanwhile. */
function* giveWay({ bookmarks, version }: RegionDeps, node: Node | null): Generator<Pause, Rest> {
  const before = version();
  bookmarks.put(node);
  yield node;
  return version() === before ? undefined : bookmarks.find();
}

export function* readPiece(deps: RegionDeps, piece: Piece, text: string): Generator<Pause, Rest> {
  const { reader, runs } = deps;
  const { nodes, ends } = piece;
  const suspects = createSuspects(text, deps.findMarks);
  const startOf = (index: number) => ends[index - 1] ?? 0;
  let at = 0;
  /** All before is read or clean. */
  let done = 0;
  /** A stretch that takes in several nodes, which are read as a run. */
  let wide: Suspect | undefined;
  let offset = 0;
  let steps = 0;

  function findLead(reach: number): number {
    for (let first = at; ; first--) {
      const before = nodes[first - 1];
      if (before === undefined || startOf(at) - startOf(first) >= reach || endsText(before))
        return startOf(first);
    }
  }

  /** Reads the stretches of a node that keep to it; answers the first one that does not. */
  function readAlone(node: Text, start: number, end: number): Suspect | undefined {
    let stretches: Suspect[] | undefined;
    let other: Suspect | undefined;
    for (let mark = suspects.nextMark(done); mark < end; mark = suspects.nextMark(done)) {
      // A full stop before the next cell is no mark. There are more of these than of all others.
      if (mark === end - 1 && endsText(node)) {
        done = end;
        break;
      }
      const found = suspects.around(mark, done);
      const before = nodes[at - 1];
      const isWithin =
        (found.start >= start || (before !== undefined && endsText(before))) &&
        (found.end <= end || endsText(node));
      if (!isWithin || end - start > RUN_SIZE) {
        other = found;
        break;
      }
      done = Math.min(found.end, end);
      stretches ??= [];
      stretches.push({ start: Math.max(found.start, start), end: done });
    }
    if (stretches !== undefined) {
      reader.readNode({ node, regionText: text, start, stretches, findLead });
      steps += STEPS_PER_READING;
    }
    return other;
  }

  while (at < piece.count) {
    if (wide === undefined) {
      const mark = suspects.nextMark(done);
      if (mark === text.length) break;
      // Most of a page goes through here.
      while ((ends[at] ?? text.length) <= mark) at++;
    }
    const node = nodes[at];
    const end = ends[at];
    if (node === undefined || end === undefined) break;
    if (wide === undefined) {
      wide = readAlone(node, startOf(at), end);
      if (wide !== undefined) {
        while (startOf(at) > wide.start) at--;
        // What stands before it in its first node is read already, or clean.
        offset = Math.max(0, done - startOf(at));
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
      at++;
      if (++steps < STEPS_PER_LOOK) continue;
    }
    steps = 0;
    if (at === piece.count || deps.mayGoOn()) continue;
    const rest: Rest = yield* giveWay(deps, nodes[at] ?? null);
    if (rest !== undefined) return rest;
  }
  runs.flush();
  return undefined;
}

/** Answers where to go on node by node; `null` when nothing is left of the tree, `undefined` when the region is read. */
export function* readRegion(deps: RegionDeps, region: Element): Generator<Pause, Rest> {
  const walker = walk(region, TEXTS);
  const piece: Piece = { nodes: [], ends: [], count: 0 };
  let range: Range | undefined;
  for (let first = walker.nextNode() as Text | null; first !== null; ) {
    const next = fillPiece(piece, walker, first);
    const last = piece.nodes[piece.count - 1] ?? first;
    const length = piece.ends[piece.count - 1] ?? 0;
    if (length > LONGEST_PIECE || piece.count >= MOST_NODES) return first;
    let text: string;
    if (next === null && range === undefined) {
      // Of most pages all: no range, which the page's changes would have to keep up to date.
      text = textOf(region) ?? '';
    } else {
      range ??= createRange();
      range.setStart(first, 0);
      range.setEnd(last, last.length);
      text = range.toString();
    }
    let rest = yield* readPiece(deps, piece, text);
    if (rest === undefined && next !== null && !deps.mayGoOn()) rest = yield* giveWay(deps, next);
    if (rest !== undefined) return rest;
    first = next;
  }
  return undefined;
}
