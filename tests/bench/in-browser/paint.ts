import Mark from 'mark.js';
import { createOverlay } from '../../../utils/highlight/overlay.ts';
import { createPaintStyle, USUAL_PAINT } from '../../../utils/highlight/paint-style.ts';
import { createPace } from '../../../utils/page/pace.ts';
import type { PlacedCandidate } from '../../../utils/page/placed-candidate.ts';
import { readPage } from './read-page.ts';

export type PaintVariant = 'overlay' | 'spans' | 'markJs' | 'cssHighlights';

const PAINT_STYLE = createPaintStyle(USUAL_PAINT);
/** One candidate in five matches. */
const MATCHING = 5;

let placed: readonly PlacedCandidate[] = [];
let matching: readonly PlacedCandidate[] = [];

/** Reads the page and chooses what matches; painting is measured apart from it. */
export async function prepare(): Promise<{ candidates: number; matching: number; inView: number }> {
  const stop = new AbortController();
  const readThrough = Promise.withResolvers<void>();
  const places = readPage({
    pace: createPace(window),
    onReadThrough: readThrough.resolve,
    signal: stop.signal,
  });
  await readThrough.promise;
  stop.abort();
  placed = places.all();
  matching = placed.filter((_, index) => index % MATCHING === 0);
  const inView = placed.filter(isInView).length;
  await rest();
  return { candidates: placed.length, matching: matching.length, inView };
}

/** What ours does once the page is at rest comes this much later. */
const REST_MS = 500;

async function rest(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  await new Promise((resolve) => requestIdleCallback(resolve));
}

/** Paints, and returns how much, when it has been on screen for a while and nothing more happens. */
export async function paint(variant: PaintVariant): Promise<number> {
  const painted = {
    overlay: paintOverlay,
    spans: wrapInSpans,
    markJs: markByMarkJs,
    cssHighlights: paintHighlights,
  }[variant]();
  await rest();
  return painted();
}

/** Ours: a box for every candidate in view, whatever its state; only the paint differs. */
function paintOverlay(): () => number {
  const states = new Set(matching);
  const findRoot = catchClosedRoot();
  const overlay = createOverlay({
    document,
    stateOf: (candidate) => (states.has(candidate) ? 'match' : 'none'),
    paintStyle: () => PAINT_STYLE,
    openRoot: (element) => element.shadowRoot,
    isConnected: () => true,
    retire: () => undefined,
    signal: new AbortController().signal,
  });
  overlay.change({ added: placed, removed: [] });
  return () => findRoot().querySelectorAll('.match').length;
}

/** The overlay's root is closed to everyone, so it is caught as it is made. */
function catchClosedRoot(): () => ShadowRoot {
  const { attachShadow } = Element.prototype;
  let root: ShadowRoot | undefined;
  Element.prototype.attachShadow = function (init) {
    root = attachShadow.call(this, init);
    return root;
  };
  return () => {
    if (root === undefined) throw new Error('there is no overlay');
    return root;
  };
}

/** The usual way: every match wrapped in a span, piece by piece where it runs over several nodes. */
function wrapInSpans(): () => number {
  addStyle('.huntlight-match');
  for (const candidate of matching) {
    for (const { node, from, to } of listPieces(candidate).reverse()) {
      const rest = node.splitText(from);
      rest.splitText(to - from);
      const span = document.createElement('span');
      span.className = 'huntlight-match';
      rest.replaceWith(span);
      span.append(rest);
    }
  }
  return () => document.querySelectorAll('.huntlight-match').length;
}

/** The peer, told where the matches are: its own search for a thousand words would cost far more. */
function markByMarkJs(): () => number {
  addStyle('mark');
  const starts = new Map<Node, number>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let length = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    starts.set(node, length);
    length += (node as Text).data.length;
  }
  const ranges = matching.flatMap((candidate) =>
    listPieces(candidate).map(({ node, from, to }) => ({
      start: (starts.get(node) ?? 0) + from,
      length: to - from,
    })),
  );
  new Mark(document.body).markRanges(ranges.toSorted((a, b) => a.start - b.start));
  return () => document.querySelectorAll('mark').length;
}

/** The browser's own highlights: cheapest of all, and open to every page script that asks `CSS.highlights`. */
function paintHighlights(): () => number {
  addStyle('::highlight(huntlight)');
  const ranges = matching.map(({ startNode, startOffset, endNode, endOffset }) => {
    const range = document.createRange();
    range.setStart(startNode, startOffset);
    range.setEnd(endNode, endOffset);
    return range;
  });
  CSS.highlights.set('huntlight', new Highlight(...ranges));
  return () => ranges.length;
}

function addStyle(selector: string): void {
  const style = document.createElement('style');
  style.textContent = `${selector} { background-color: #fc6 }`;
  document.head.append(style);
}

interface Piece {
  readonly node: Text;
  readonly from: number;
  readonly to: number;
}

function listPieces({ startNode, startOffset, endNode, endOffset }: PlacedCandidate): Piece[] {
  const pieces: Piece[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  walker.currentNode = startNode;
  for (let node: Node | null = startNode; node !== null; node = walker.nextNode()) {
    const text = node as Text;
    const from = text === startNode ? startOffset : 0;
    const to = text === endNode ? endOffset : text.data.length;
    if (from < to && to <= text.data.length) pieces.push({ node: text, from, to });
    if (text === endNode) break;
  }
  return pieces;
}

function isInView({ startNode }: PlacedCandidate): boolean {
  const { top = -1 } = startNode.parentElement?.getBoundingClientRect() ?? {};
  return top >= 0 && top < innerHeight;
}
