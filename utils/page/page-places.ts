import type { Evidence } from '../ioc/candidate.ts';
import type { IndicatorKey } from '../ioc/indicator.ts';
import type { PlacedCandidate } from './placed-candidate.ts';
import type { TextRun } from './text-run.ts';

/** Candidates kept with their place in one frame; more are counted, not kept, so that no page can fill the memory. */
export const MOST_PLACES = 50_000;

export interface PlacesChange {
  readonly added: readonly PlacedCandidate[];
  readonly removed: readonly PlacedCandidate[];
}

export interface PagePlaces {
  /** What the text of some nodes holds now, from `offset` in the first; `mayReplace` when they may have been read before. */
  putTexts(
    read: Pick<TextRun, 'nodes' | 'offset'>,
    found: readonly PlacedCandidate[],
    mayReplace: boolean,
  ): void;
  /** What a link's target holds now. */
  putLink(link: Element, found: readonly PlacedCandidate[]): void;
  /** Whether a text candidate in one of the nodes has this key. */
  isNamed(key: string, nodes: readonly Text[]): boolean;
  /** Drops what stands in texts that are read anew. */
  dropTexts(nodes: readonly Text[]): void;
  /** Drops what stands in nodes that have left the document. */
  dropGone(): void;
  /**
   * Nodes that a part of something dropped stands in, and that have not been read since: what is left there may be a
   * candidate by itself. Each once.
   */
  takeRemains(): Iterable<Node>;
  readonly hasRemains: boolean;
  /** What has changed since the last call. */
  takeChange(): PlacesChange;
  all(): readonly PlacedCandidate[];
  /** Distinct keys in document order, each with the clearest evidence of its places. */
  keys(): ReadonlyMap<IndicatorKey, Evidence>;
  readonly notKept: number;
  readonly isEmpty: boolean;
}

/**
 * Mostly sorted already: what is read again later comes last. V8 asks with the later one first, and Chromium, asked of two
 * siblings, goes back from the argument until it meets the other: so it is the earlier one that is asked. The other way
 * round each of thousands of rows would be compared by going back through all before it.
 */
function compareInDocument(a: PlacedCandidate, b: PlacedCandidate): number {
  if (a.startNode === b.startNode) return a.startOffset - b.startOffset || b.text.length - a.text.length;
  const order = b.startNode.compareDocumentPosition(a.startNode);
  // Trees have no order among one another but the one they were read in.
  if (order & Node.DOCUMENT_POSITION_DISCONNECTED) return 0;
  return order & Node.DOCUMENT_POSITION_FOLLOWING ? 1 : -1;
}

/** Candidates by the text nodes they touch, or by their link: what changes with a node is found without a search. */
export function createPagePlaces(): PagePlaces {
  const byNode = new Map<Text, PlacedCandidate[]>();
  const byLink = new Map<Element, readonly PlacedCandidate[]>();
  const kept = new Set<PlacedCandidate>();
  let added = new Set<PlacedCandidate>();
  let removed: PlacedCandidate[] = [];
  let remains = new Set<Node>();
  let notKept = 0;

  function keep(placed: PlacedCandidate): boolean {
    if (kept.size >= MOST_PLACES) {
      notKept++;
      return false;
    }
    kept.add(placed);
    added.add(placed);
    return true;
  }

  function touch(node: Text, placed: PlacedCandidate): void {
    const there = byNode.get(node);
    if (there === undefined) byNode.set(node, [placed]);
    else there.push(placed);
  }

  function drop(placed: PlacedCandidate): void {
    if (!kept.delete(placed)) return;
    if (!added.delete(placed)) removed.push(placed);
    if (placed.startNode !== placed.endNode && placed.from === 'text') {
      remains.add(placed.startNode).add(placed.endNode);
    }
  }

  function dropAll<Place>(from: Map<Place, readonly PlacedCandidate[]>, place: Place): void {
    const there = from.get(place);
    if (there === undefined) return;
    from.delete(place);
    for (const placed of there) drop(placed);
  }

  /** A later piece of a node drops nothing of what the earlier ones put. */
  function dropFrom(node: Text, offset: number): void {
    const there = byNode.get(node);
    const isLater = (placed: PlacedCandidate) => placed.startNode === node && placed.startOffset >= offset;
    // In order: mostly nothing is.
    if (there === undefined || !there.slice(-1).some(isLater)) return;
    for (const placed of there.filter(isLater)) drop(placed);
    byNode.set(
      node,
      there.filter((placed) => !isLater(placed)),
    );
  }

  function dropTexts(nodes: readonly Text[], offset = 0): void {
    for (const [part, node] of nodes.entries()) {
      if (part === 0 && offset > 0) dropFrom(node, offset);
      else dropAll(byNode, node);
    }
    if (remains.size > 0) for (const node of nodes) remains.delete(node);
  }

  return {
    putTexts({ nodes, offset }, found, mayReplace) {
      if (mayReplace && byNode.size > 0) dropTexts(nodes, offset);
      for (const placed of found) {
        if (!keep(placed)) continue;
        const { startNode, endNode } = placed;
        touch(startNode, placed);
        if (startNode === endNode) continue;
        // Those between them, too: one that changes parts them.
        const first = nodes.indexOf(startNode) + 1;
        for (const node of nodes.slice(first, nodes.indexOf(endNode, first) + 1)) touch(node, placed);
      }
    },
    putLink(link, found) {
      dropAll(byLink, link);
      if (found.length === 0) return;
      const there = found.filter(keep);
      if (there.length > 0) byLink.set(link, there);
    },
    isNamed: (key, nodes) => nodes.some((node) => byNode.get(node)?.some((placed) => placed.key === key)),
    dropTexts,
    dropGone() {
      for (const node of byNode.keys()) if (!node.isConnected) dropAll(byNode, node);
      for (const [link, there] of byLink) {
        if (link.isConnected && there.every(({ startNode }) => startNode.isConnected)) continue;
        dropAll(byLink, link);
        // Another text of it is its label now.
        remains.add(link);
      }
    },
    takeRemains() {
      const taken = remains;
      remains = new Set();
      return taken;
    },
    get hasRemains() {
      return remains.size > 0;
    },
    takeChange() {
      const change = { added: [...added], removed };
      added = new Set();
      removed = [];
      return change;
    },
    all: () => [...kept],
    keys() {
      const clearest = new Map<IndicatorKey, Evidence>();
      for (const { key, evidence } of [...kept].toSorted(compareInDocument)) {
        const known = clearest.get(key);
        if (known === undefined || known < evidence) clearest.set(key, evidence);
      }
      return clearest;
    },
    get notKept() {
      return notKept;
    },
    get isEmpty() {
      return kept.size === 0;
    },
  };
}
