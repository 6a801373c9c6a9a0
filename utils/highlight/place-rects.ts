import { createRange, walk } from '../page/dom.ts';
import type { PlacedCandidate } from '../page/placed-candidate.ts';
import { mergeLines, type Rect } from './rect.ts';

/** Reads where a candidate's own text stands; nothing when the text is not what it was, or is not rendered. */
export interface PlaceReader {
  read(placed: PlacedCandidate): readonly Rect[];
  /** Around all that stands from an offset in one text to one in the same or a later text, as far as their texts go. */
  readBounds(startNode: Text, from: number, endNode: Text, to: number): Rect;
  /** Lets go of the page's nodes. */
  release(): void;
}

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
  const range = createRange();

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
    const walker = walk(endNode.getRootNode(), NodeFilter.SHOW_TEXT);
    walker.currentNode = startNode;
    addNode(startNode, placed.startOffset, startNode.data.length, rects);
    for (let node = walker.nextNode(); node !== null && node !== endNode; node = walker.nextNode()) {
      addNode(node as Text, 0, (node as Text).data.length, rects);
      if ((node.compareDocumentPosition(endNode) & Node.DOCUMENT_POSITION_FOLLOWING) === 0) return;
    }
    addNode(endNode, 0, placed.endOffset, rects);
  }

  return {
    read(placed) {
      if (!isAsRead(placed)) return [];
      const rects: Rect[] = [];
      if (placed.startNode === placed.endNode) {
        addNode(placed.startNode, placed.startOffset, placed.endOffset, rects);
      } else readAcross(placed, rects);
      return mergeLines(rects);
    },
    readBounds(startNode, from, endNode, to) {
      range.setStart(startNode, Math.min(from, startNode.data.length));
      range.setEnd(endNode, Math.min(to, endNode.data.length));
      return range.getBoundingClientRect();
    },
    release() {
      range.setStart(document, 0);
      range.setEnd(document, 0);
    },
  };
}
