import { boxOf, matches } from '../page/dom.ts';
import type { Box } from './boxes.ts';
import { type ClipChain, type KnownStyles, readClipChain, readVisibleArea } from './clip-chain.ts';
import { holdsElement } from './composed-tree.ts';
import { type Cover, findCover, listProbes } from './covers.ts';
import type { Drawing } from './draw-turns.ts';
import { findNearSpots } from './near-spots.ts';
import { createPlaceReader } from './place-rects.ts';
import { intersect, type Rect, readViewport, subtract } from './rect.ts';
import type { Spot } from './spot.ts';

/** Candidates drawn at once, matched or not. The rest of a fuller view is counted as not drawn. */
export const MOST_DRAWN = 400;

/** What has been asked of one layout. */
interface Moment {
  readonly viewport: Rect;
  readonly styles: KnownStyles;
  readonly clipBoxes: Map<Element, Rect>;
  readonly coverBoxes: Map<Element, Rect>;
}

const readMoment = (): Moment => ({
  viewport: readViewport(),
  styles: new Map(),
  clipBoxes: new Map(),
  coverBoxes: new Map(),
});

/** What a measuring has come to so far. */
interface Measured {
  readonly boxes: Box[];
  readonly rows: Element[];
  /** The lines before anything was taken off: what the next look for covers goes by. */
  readonly uncovered: Map<Spot, readonly Rect[]>;
  readonly onTop: Set<Element>;
  drawn: number;
  readonly coverage: { 'over-cap': number; turned: number };
}

const createMeasured = (): Measured => ({
  boxes: [],
  rows: [],
  uncovered: new Map(),
  onTop: new Set(),
  drawn: 0,
  coverage: { 'over-cap': 0, turned: 0 },
});

/** What is on screen now: decided by candidates and geometry alone, never by what matched. */
export interface Scene {
  /**
   * Measures the rows in view anew, a row a step. Call where layout is clean, and go on with `true` where there has been
   * another since. Nothing is seen of it unless it is gone through to its end.
   */
  measure(rows: Iterable<readonly [Element, readonly Spot[]]>): Drawing;
  /**
   * Looks for what covers the boxes, a spot a step; answers true when that has changed and they must be measured again.
   * Nothing comes of it unless it is gone through to its end, and a measuring in between makes it void.
   */
  probeCovers(): Generator<undefined, boolean>;
  /** From the next measuring on there is no cap: every candidate in view is drawn. */
  showRest(): void;
  readonly boxes: readonly Box[];
  /** Rows with at least one box. */
  readonly rows: readonly Element[];
  /** Some of it stands in the browser's top layer. */
  readonly isOnTop: boolean;
  /** ... in an element that came there since the last measuring. */
  readonly mustRaise: boolean;
  /** Candidates in view that are not drawn, and why. */
  readonly coverage: { readonly 'over-cap': number; readonly turned: number };
}

function isSameCovers(a: readonly Cover[], b: readonly Cover[]): boolean {
  return a.length === b.length && a.every((cover, index) => cover.element === b[index]?.element);
}

export function createScene(document: Document, openRoot: (element: Element) => ShadowRoot | null): Scene {
  const reader = createPlaceReader(document);
  let seen = createMeasured();
  let mostDrawn = MOST_DRAWN;
  let mustRaise = false;
  /** What covered a spot when the page was last at rest. */
  let coversOf = new Map<Spot, readonly Cover[]>();
  /** Those of them that stay in place: while the page scrolls they cover what comes under them, too. */
  let stuck: readonly Cover[] = [];

  function uncover(spot: Spot, rects: readonly Rect[], coverBoxes: Map<Element, Rect>): readonly Rect[] {
    const own = coversOf.get(spot) ?? [];
    const isOwn = ({ element }: Cover) => own.some((cover) => cover.element === element);
    const others = stuck.filter((cover) => !isOwn(cover) && !holdsElement(cover.element, spot.row));
    let left = rects;
    for (const { element, isWhole } of [...own, ...others]) {
      if (left.length === 0 || !element.isConnected) continue;
      if (isWhole && matches(element, ':modal')) return [];
      const box = coverBoxes.get(element) ?? boxOf(element);
      coverBoxes.set(element, box);
      left = left.flatMap((rect) => subtract(rect, box));
    }
    return left;
  }

  /** The visible part of each line, as many candidates as may be drawn. */
  function measureRow(
    row: Element,
    linesOf: ReadonlyMap<Spot, readonly Rect[]>,
    chain: ClipChain,
    area: Rect,
    { coverBoxes }: Moment,
    measured: Measured,
  ) {
    let hasBox = false;
    for (const [spot, inView] of linesOf) {
      const lines = inView.flatMap((rect) => intersect(rect, area) ?? []);
      if (lines.length === 0) continue;
      const count = spot.candidates.length;
      if (chain.isTurned) measured.coverage.turned += count;
      else if (measured.drawn + count > mostDrawn) measured.coverage['over-cap'] += count;
      else {
        measured.drawn += count;
        hasBox = true;
        measured.boxes.push({ spot, isFixed: chain.isFixed, rects: uncover(spot, lines, coverBoxes) });
        measured.uncovered.set(spot, lines);
      }
    }
    if (hasBox) measured.rows.push(row);
  }

  /** Where the row's spots stand within `area`; those that have nothing there are left out. */
  function readLines(spots: readonly Spot[], area: Rect): ReadonlyMap<Spot, readonly Rect[]> {
    const linesOf = new Map<Spot, readonly Rect[]>();
    for (const spot of findNearSpots(spots, area, reader)) {
      const lines = reader.read(spot.place).flatMap((rect) => intersect(rect, area) ?? []);
      if (lines.length > 0) linesOf.set(spot, lines);
    }
    return linesOf;
  }

  return {
    *measure(inView) {
      const measured = createMeasured();
      let moment = readMoment();
      for (const [row, spots] of inView) {
        // A third of the rows is near the view only: their text costs less to ask for than their ancestors' styles.
        const linesOf = readLines(spots, moment.viewport);
        if (linesOf.size === 0) continue;
        const chain = readClipChain(row, moment.styles);
        const area = chain.isHidden ? undefined : readVisibleArea(chain, moment.viewport, moment.clipBoxes);
        if (area === undefined) continue;
        if (chain.onTop !== undefined) measured.onTop.add(chain.onTop);
        measureRow(row, linesOf, chain, area, moment, measured);
        if (yield) moment = readMoment();
      }
      reader.release();
      mustRaise = [...measured.onTop].some((top) => !seen.onTop.has(top));
      seen = measured;
    },
    *probeCovers() {
      const found = new Map<Spot, readonly Cover[]>();
      let hasChanged = false;
      for (const [spot, lines] of seen.uncovered) {
        const covers = new Map<Element, Cover>();
        for (const { x, y } of lines.flatMap(listProbes)) {
          const cover = findCover(document, spot.row, x, y, openRoot);
          if (cover !== undefined) covers.set(cover.element, cover);
        }
        if (covers.size > 0) found.set(spot, [...covers.values()]);
        if (!isSameCovers(coversOf.get(spot) ?? [], found.get(spot) ?? [])) hasChanged = true;
        yield;
      }
      const all = new Map([...found.values()].flat().map((cover) => [cover.element, cover]));
      stuck = [...all.values()].filter((cover) => cover.isStuck);
      coversOf = found;
      return hasChanged;
    },
    showRest() {
      mostDrawn = Number.POSITIVE_INFINITY;
    },
    get boxes() {
      return seen.boxes;
    },
    get rows() {
      return seen.rows;
    },
    get isOnTop() {
      return seen.onTop.size > 0;
    },
    get mustRaise() {
      return mustRaise;
    },
    get coverage() {
      return seen.coverage;
    },
  };
}
