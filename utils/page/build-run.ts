/**
 * Gathers the text nodes of a document into runs of some 32 KB. Most edges between text nodes are white space, which no
 * indicator crosses: such neighbours are simply strung together, so that the recogniser gets few long texts (many short
 * ones cost several times as much). Where an indicator could go on from one node to the next, the edge is noted, and
 * what stands between the nodes is looked at only if the text there could be one (join.ts).
 *
 *     <td>evil[.]example</td><td>10:30</td> <p>see ...
 *                         ^ tight edge      ^ safe gap
 *
 * Keeps the parts of the current run only: retaining more is what makes a scan dear (docs/benchmarks.md).
 */
import { isSplitBetween } from './join.ts';
import { findCut, isBlankText, isSafeGap } from './safe-gap.ts';
import { holdsText } from './tag-role.ts';
import { type Edge, RUN_SIZE, type TextRun } from './text-run.ts';

/** Nodes, likewise: a list of short names is as much work as a long text. */
const MOST_NODES = 512;
/** A run without any safe gap is cut at white space from so many times these on, and anywhere at twice as many. */
const LIMIT = 4;
/** A text as long as this may be a script or style: its parent is asked at once. Shorter ones: only with a candidate. */
const LONG_TEXT = 200;

export interface RunBuilder {
  /**
   * Adds `node.data` from `offset`, as far as one step should go. Returns where to go on in this node, or 0 when all
   * of it is taken.
   */
  add(node: Text, offset: number): number;
  /** Ends the current run and hands it over, if it holds anything. */
  flush(): void;
  /** Whether the run could go on into `next`, and from which of its nodes. */
  findTightEnd(next: Text): Text | undefined;
  readonly isEmpty: boolean;
}

export function createRunBuilder(onRun: (run: TextRun) => void): RunBuilder {
  let text = '';
  let nodes: Text[] = [];
  let firstOffset = 0;
  let starts: number[] = [];
  let tight: Edge[] = [];
  /** The last part with more than blanks, which an indicator could go on from; and whether blanks came after it. */
  let lastFull = 0;
  let lastData = '';
  let isApart = false;

  function flush(): void {
    if (nodes.length === 0) return;
    // An emptied node is handed over too: what stood in it is gone.
    onRun({ text, nodes, starts, offset: firstOffset, tight });
    text = '';
    nodes = [];
    firstOffset = 0;
    starts = [];
    tight = [];
    lastFull = 0;
    lastData = '';
    isApart = false;
  }

  /** Items of a list whose texts alone could go on in each other. */
  function isSplitFromEnd(next: Text): boolean {
    const end = nodes[lastFull];
    return end !== undefined && isSplitBetween(end, next);
  }

  const isFull = () => text.length > RUN_SIZE || nodes.length >= MOST_NODES;

  const isAtBlank = (next: Text) =>
    isApart || isBlankText(lastData.slice(-1)) || isBlankText(next.data.charAt(0));

  /** Blanks do not tell whether what comes after them goes on; what nobody reads splits nothing. */
  function mayEndBefore(next: Text, isSafe: boolean): boolean {
    const isOver = (limit: number) => text.length > RUN_SIZE * limit || nodes.length >= MOST_NODES * limit;
    if (isOver(LIMIT)) return isOver(2 * LIMIT) || isAtBlank(next);
    if (isBlankText(next.data) || !holdsText(next.parentNode)) return false;
    return isSafe || isSplitFromEnd(next);
  }

  return {
    add(node, offset) {
      const { data } = node;
      let isSafe = lastData === '' || isSafeGap(lastData, data, isApart);
      if (isFull() && mayEndBefore(node, isSafe)) {
        flush();
        isSafe = true;
      }
      if ((!isSafe || data.length >= LONG_TEXT) && !holdsText(node.parentNode)) return 0;
      if (!isSafe) tight.push({ from: lastFull, to: nodes.length });
      if (isBlankText(data)) isApart ||= data !== '';
      else {
        lastFull = nodes.length;
        lastData = data;
        isApart = false;
      }
      const end = data.length - offset > RUN_SIZE ? findCut(data, offset, RUN_SIZE) : data.length;
      nodes.push(node);
      if (offset > 0) firstOffset = offset;
      starts.push(text.length);
      text += offset === 0 && end === data.length ? data : data.slice(offset, end);
      if (end === data.length) return 0;
      flush();
      return end;
    },
    flush,
    findTightEnd: (next) => (isSafeGap(lastData, next.data, isApart) ? undefined : nodes[lastFull]),
    get isEmpty() {
      return lastData === '';
    },
  };
}
