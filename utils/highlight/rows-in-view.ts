import type { PlacedCandidate } from '../page/placed-candidate.ts';

/**
 * Which candidates may be on screen. The browser itself watches each candidate's row (the element that holds its
 * text) with one IntersectionObserver, so that a scroll frame measures the rows in view and no others.
 */
export interface RowsInView {
  add(placed: PlacedCandidate): void;
  remove(placed: PlacedCandidate): void;
  /** Rows in or near the view, with their candidates. */
  rows(): Iterable<readonly [Element, ReadonlySet<PlacedCandidate>]>;
}

/** Rows this near count as in view, so that the next scroll frame finds them measured. */
const MARGIN = '25%';

export function findRow(placed: PlacedCandidate): Element | null {
  const parent = placed.startNode.parentNode;
  if (parent instanceof Element) return parent;
  return parent instanceof ShadowRoot ? parent.host : null;
}

/** `onChange`: rows came into view or left it. */
export function createRowsInView(document: Document, onChange: () => void, signal: AbortSignal): RowsInView {
  const byRow = new Map<Element, Set<PlacedCandidate>>();
  const rowOf = new Map<PlacedCandidate, Element>();
  const inView = new Set<Element>();
  /** Rows without a box of their own (`display: contents`): their parent is watched for them. */
  const standIns = new Map<Element, Set<Element>>();

  function rowsOf(target: Element): Iterable<Element> {
    const others = standIns.get(target);
    return others === undefined ? [target] : [target, ...others];
  }

  function standIn(row: Element): void {
    const parent = row.parentElement;
    if (parent === null || getComputedStyle(row).display !== 'contents') return;
    standIns.set(parent, (standIns.get(parent) ?? new Set()).add(row));
    observer.observe(parent);
  }

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        if (!isIntersecting && boundingClientRect.width + boundingClientRect.height === 0) standIn(target);
        for (const row of rowsOf(target)) {
          if (isIntersecting && byRow.has(row)) inView.add(row);
          else if (row === target || !isIntersecting) inView.delete(row);
        }
      }
      onChange();
    },
    // Our own document as root: margins count in frames of other origins too.
    { root: document, rootMargin: MARGIN },
  );
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });

  return {
    add(placed) {
      const row = findRow(placed);
      if (row === null) return;
      rowOf.set(placed, row);
      const there = byRow.get(row);
      if (there !== undefined) there.add(placed);
      else {
        byRow.set(row, new Set([placed]));
        observer.observe(row);
      }
    },
    remove(placed) {
      const row = rowOf.get(placed);
      const there = row === undefined ? undefined : byRow.get(row);
      if (row === undefined || there === undefined) return;
      rowOf.delete(placed);
      there.delete(placed);
      if (there.size > 0) return;
      byRow.delete(row);
      inView.delete(row);
      observer.unobserve(row);
    },
    *rows() {
      for (const row of inView) {
        const there = byRow.get(row);
        if (there !== undefined) yield [row, there];
      }
    },
  };
}
