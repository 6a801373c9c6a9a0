/**
 * A text run: neighbouring text nodes strung together, so that what the DOM holds in several of them
 * (`hxxp://<b>evil</b>[.]example`) is read as one. Offsets into the run's text map back to (node, offset).
 */

/** UTF-16 units a run may hold before it is cut at the next safe gap: no step takes long, whatever the page. */
export const RUN_SIZE = 32_768;

export interface TextRun {
  readonly text: string;
  /** Parts in order: `nodes[i].data` begins at `starts[i]` in `text`. */
  readonly nodes: readonly Text[];
  readonly starts: readonly number[];
  /** Where in the first node the run begins: more than 0 for a later piece of a giant node. */
  readonly offset: number;
  /** Edges across which an indicator could go on, if nothing between the nodes splits them. */
  readonly tight: readonly Edge[];
}

/** From part `from` to part `to`; what lies between them is blank. */
export interface Edge {
  readonly from: number;
  readonly to: number;
}

export interface TextPlace {
  readonly startNode: Text;
  readonly startOffset: number;
  readonly endNode: Text;
  readonly endOffset: number;
}

/** Index of the part that holds the character at `position`. */
export function findPart(starts: readonly number[], position: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The place of `text.slice(start, end)`; `undefined` for an empty or outside stretch. */
export function findPlace(run: TextRun, start: number, end: number): TextPlace | undefined {
  if (start < 0 || end <= start || end > run.text.length) return undefined;
  const first = findPart(run.starts, start);
  // The last character's own part, so that a candidate that ends a node does not reach into the next one.
  const last = findPart(run.starts, end - 1);
  const startNode = run.nodes[first];
  const endNode = run.nodes[last];
  if (startNode === undefined || endNode === undefined) return undefined;
  return {
    startNode,
    startOffset: start - (run.starts[first] ?? 0) + (first === 0 ? run.offset : 0),
    endNode,
    endOffset: end - (run.starts[last] ?? 0) + (last === 0 ? run.offset : 0),
  };
}
