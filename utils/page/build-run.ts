/**
 * Gathers text nodes into runs. Keeps the parts of the current run only: retaining more is what makes a scan dear
 * (docs/benchmarks.md). A single-node run, by far the commonest, is passed on without copying its text.
 */
import { findCut, isSafeGap } from './safe-gap.ts';
import type { TextRun } from './text-run.ts';

/** UTF-16 units a run may hold before it is cut at the next safe gap: no step takes long, whatever the page. */
export const RUN_SIZE = 32_768;
/** A run without any safe gap is cut here all the same. */
const RUN_LIMIT = RUN_SIZE * 4;

/** A link's share of a run: parts `first` to `last` of it. */
export interface LinkStretch {
  readonly link: Element;
  readonly first: number;
  readonly last: number;
}

export interface RunBuilder {
  /**
   * Adds `node.data` from `offset`, as far as one step should go. Returns where to go on in this node, or 0 when all
   * of it is taken.
   */
  add(node: Text, offset: number): number;
  openLink(link: Element): void;
  closeLink(): void;
  /** Ends the current run and hands it over, if it holds anything. */
  flush(): void;
  /** Whether text added next could not continue an indicator of the current run. */
  endsBefore(next: Text): boolean;
}

export function createRunBuilder(onRun: (run: TextRun, links: readonly LinkStretch[]) => void): RunBuilder {
  let text = '';
  let nodes: Text[] = [];
  let offsets: number[] = [];
  let starts: number[] = [];
  let links: LinkStretch[] = [];
  let openLink: Element | undefined;
  let linkFrom = 0;

  function endLink(): void {
    if (openLink === undefined || linkFrom >= nodes.length) return;
    // A link's first stretch with visible text stands for it: a linked card is not lit from edge to edge.
    if (text.slice(starts[linkFrom] ?? 0).trim() === '') return;
    links.push({ link: openLink, first: linkFrom, last: nodes.length - 1 });
    openLink = undefined;
  }

  function flush(): void {
    endLink();
    linkFrom = 0;
    // An emptied node is handed over too: what stood in it is gone.
    if (nodes.length > 0) onRun({ text, nodes, offsets, starts }, links);
    text = '';
    nodes = [];
    offsets = [];
    starts = [];
    if (links.length > 0) links = [];
  }

  return {
    add(node, offset) {
      const data = node.data;
      const room = text.length > RUN_LIMIT || (text.length > RUN_SIZE && isSafeGap(text, data));
      if (room) flush();
      const end = data.length - offset > RUN_SIZE ? findCut(data, offset, RUN_SIZE) : data.length;
      nodes.push(node);
      offsets.push(offset);
      starts.push(text.length);
      const part = offset === 0 && end === data.length ? data : data.slice(offset, end);
      text = text === '' ? part : text + part;
      if (end === data.length) return 0;
      flush();
      return end;
    },
    openLink(link) {
      openLink = link;
      linkFrom = nodes.length;
    },
    closeLink() {
      endLink();
      openLink = undefined;
    },
    flush,
    endsBefore: (next) => text !== '' && isSafeGap(text, next.data),
  };
}
