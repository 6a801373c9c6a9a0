import type { PlacedCandidate } from '../page/placed-candidate.ts';
import { findShift, mergeLines, type Rect, type Shift, shiftBy } from './rect.ts';

/** Reads where a candidate's own text stands; nothing when the text is not what it was, or is not rendered. */
export interface PlaceReader {
  read(placed: PlacedCandidate): readonly Rect[];
  /**
   * The same for one of several places in a node. Text that has only moved since the measuring before, as all of it does
   * while a page scrolls or a list grows, is asked for once a node: to be asked is most of what measuring costs.
   */
  readShared(placed: PlacedCandidate): readonly Rect[];
  /** A measuring has ended: lets go of the page's nodes, but for those that `readShared` may find again in the next. */
  release(): void;
  /** The next measuring goes by nothing known. */
  forget(): void;
}

/** Where a node's text stands, and its places in it. */
interface NodeLayout {
  readonly data: string;
  /** Its lines when `rects` were measured; `undefined` in the first measuring, which mostly is the only one. */
  readonly outline: readonly Rect[] | undefined;
  readonly rects: Map<PlacedCandidate, readonly Rect[]>;
  /** How far it has moved since. */
  readonly shift: Shift;
}

/** A longer text has many lines: to ask for all of them costs more than to ask for its places. */
const LONGEST_SHARED = 1_000;
const UNMOVED: Shift = { x: 0, y: 0 };

/** Whether the document still says at the place what was read there. */
function isAsRead(placed: PlacedCandidate): boolean {
  const { startNode, startOffset, endNode, endOffset, text } = placed;
  if (!startNode.isConnected) return false;
  if (startNode === endNode) return startNode.data.slice(startOffset, endOffset) === text;
  if (!endNode.isConnected || endOffset > endNode.data.length) return false;
  const head = startNode.data.slice(startOffset);
  return head !== '' && text.startsWith(head) && text.endsWith(endNode.data.slice(0, endOffset));
}

/** One `Range` for everything: a live range a candidate would make the page's own DOM changes dearer. */
export function createPlaceReader(document: Document): PlaceReader {
  const range = document.createRange();
  let known = new Map<Text, NodeLayout>();
  let current = new Map<Text, NodeLayout>();

  function addNode(node: Text, from: number, to: number, rects: Rect[]): void {
    if (to <= from) return;
    range.setStart(node, from);
    range.setEnd(node, to);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      if (right > left && bottom > top) rects.push({ left, top, right, bottom });
    }
  }

  /** Text node by text node: a range over elements would give their boxes too, padding included. */
  function readAcross(placed: PlacedCandidate, rects: Rect[]): void {
    const { startNode, endNode } = placed;
    const walker = document.createTreeWalker(endNode.getRootNode(), NodeFilter.SHOW_TEXT);
    walker.currentNode = startNode;
    addNode(startNode, placed.startOffset, startNode.data.length, rects);
    for (let node = walker.nextNode(); node !== null && node !== endNode; node = walker.nextNode()) {
      addNode(node as Text, 0, (node as Text).data.length, rects);
      if ((node.compareDocumentPosition(endNode) & Node.DOCUMENT_POSITION_FOLLOWING) === 0) return;
    }
    addNode(endNode, 0, placed.endOffset, rects);
  }

  function read(placed: PlacedCandidate): readonly Rect[] {
    if (!isAsRead(placed)) return [];
    const rects: Rect[] = [];
    if (placed.startNode === placed.endNode) {
      addNode(placed.startNode, placed.startOffset, placed.endOffset, rects);
    } else readAcross(placed, rects);
    return mergeLines(rects);
  }

  function readLayout(node: Text): NodeLayout {
    const { data } = node;
    const before = known.get(node);
    if (before === undefined) return { data, outline: undefined, rects: new Map(), shift: UNMOVED };
    const outline: Rect[] = [];
    addNode(node, 0, data.length, outline);
    const shift = before.data === data && before.outline && findShift(before.outline, outline);
    return shift ? { ...before, shift } : { data, outline, rects: new Map(), shift: UNMOVED };
  }

  return {
    read,
    readShared(placed) {
      const { startNode, endNode } = placed;
      if (startNode !== endNode || startNode.length > LONGEST_SHARED) return read(placed);
      const layout = current.get(startNode) ?? readLayout(startNode);
      current.set(startNode, layout);
      const { rects, shift } = layout;
      const there = isAsRead(placed) ? rects.get(placed) : [];
      if (there !== undefined) return there.map((rect) => shiftBy(rect, shift));
      const found = read(placed);
      rects.set(
        placed,
        found.map((rect) => shiftBy(rect, { x: -shift.x, y: -shift.y })),
      );
      return found;
    },
    release() {
      range.setStart(document, 0);
      range.setEnd(document, 0);
      known = current;
      current = new Map();
    },
    forget() {
      known.clear();
    },
  };
}
