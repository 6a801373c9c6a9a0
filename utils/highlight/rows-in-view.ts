import type { PlacedCandidate } from '../page/placed-candidate.ts';
import { findBoxed } from './clip-chain.ts';
import { findRow, isSamePlace, type Spot } from './spot.ts';

/**
 * Which candidates may be on screen. The browser itself watches each candidate's row (the element that holds its
 * text) with one IntersectionObserver, so that a scroll frame measures the rows in view and no others.
 */
export interface RowsInView {
  add(placed: PlacedCandidate): void;
  remove(placed: PlacedCandidate): void;
  /** Rows in or near the view, with their spots. */
  rows(): Iterable<readonly [Element, readonly Spot[]]>;
}

interface MutableSpot extends Spot {
  readonly candidates: PlacedCandidate[];
}

/** Rows this near count as in view, so that the next scroll frame finds them measured. */
const MARGIN = '25%';
/**
 * Chromium then looks at each row every third frame and not in every one, which is most of what thousands of rows cost
 * while the page scrolls. What comes faster than the margin in that time is drawn that much later. (Intersection
 * Observer v2, section 2.2.)
 */
const DELAY: object = { delay: 50 };

/** `onChange`: rows came into view or left it. */
export function createRowsInView(document: Document, onChange: () => void, signal: AbortSignal): RowsInView {
  const spotsByRow = new Map<Element, MutableSpot[]>();
  const spotOf = new Map<PlacedCandidate, MutableSpot>();
  const inView = new Set<Element>();
  /** Rows without a box of their own (`display: contents`): the element they are laid out in is watched for them. */
  const standInOf = new Map<Element, Element>();
  const rowsOf = new Map<Element, Set<Element>>();

  function standIn(row: Element): void {
    const boxed = findBoxed(row, new Map());
    if (boxed === row || !spotsByRow.has(row) || standInOf.get(row) === boxed) return;
    leaveStandIn(row);
    standInOf.set(row, boxed);
    rowsOf.set(boxed, (rowsOf.get(boxed) ?? new Set()).add(row));
    watchAgain(boxed);
  }

  function leaveStandIn(row: Element): void {
    const boxed = standInOf.get(row);
    if (boxed === undefined) return;
    standInOf.delete(row);
    const others = rowsOf.get(boxed);
    others?.delete(row);
    if (others?.size !== 0) return;
    rowsOf.delete(boxed);
    if (!spotsByRow.has(boxed)) observer.unobserve(boxed);
  }

  /** The browser reports an element once at first: also to the next row that goes by it. */
  function watchAgain(element: Element): void {
    observer.unobserve(element);
    observer.observe(element);
  }

  function setInView(row: Element, isInView: boolean): void {
    if (isInView && spotsByRow.has(row)) inView.add(row);
    else inView.delete(row);
  }

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        if (boundingClientRect.width + boundingClientRect.height === 0 && !isIntersecting) standIn(target);
        setInView(target, isIntersecting);
        for (const row of rowsOf.get(target) ?? []) setInView(row, isIntersecting);
      }
      onChange();
    },
    // Our own document as root: margins count in frames of other origins too.
    { root: document, rootMargin: MARGIN, ...DELAY },
  );
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });

  function forgetRow(row: Element): void {
    spotsByRow.delete(row);
    inView.delete(row);
    if (!rowsOf.has(row)) observer.unobserve(row);
    leaveStandIn(row);
  }

  return {
    add(placed) {
      const row = findRow(placed);
      if (row === null) return;
      let spots = spotsByRow.get(row);
      if (spots === undefined) {
        spots = [];
        spotsByRow.set(row, spots);
        if (rowsOf.has(row)) watchAgain(row);
        else observer.observe(row);
      }
      // Candidates of one place come one after the other.
      let spot = spots.at(-1);
      if (spot === undefined || !isSamePlace(spot.place, placed)) {
        spot = { row, candidates: [], place: placed };
        spots.push(spot);
      }
      spot.candidates.push(placed);
      spotOf.set(placed, spot);
    },
    remove(placed) {
      const spot = spotOf.get(placed);
      if (spot === undefined) return;
      spotOf.delete(placed);
      spot.candidates.splice(spot.candidates.indexOf(placed), 1);
      if (spot.candidates.length > 0) return;
      const spots = spotsByRow.get(spot.row);
      spots?.splice(spots.indexOf(spot), 1);
      if (spots?.length === 0) forgetRow(spot.row);
    },
    *rows() {
      for (const row of inView) yield [row, spotsByRow.get(row) ?? []];
    },
  };
}
