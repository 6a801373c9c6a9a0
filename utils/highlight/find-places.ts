import { type MatchPlace, PLACE_CODES } from '../messaging/protocol.ts';
import { boxOf, closestOf, findAll } from '../page/dom.ts';
import { type Pace, startSlice } from '../page/pace.ts';
import type { PlacedCandidate } from '../page/placed-candidate.ts';
import { type KnownStyles, readClipChain, readClipRect } from './clip-chain.ts';
import { divide, FEW, readBoundsOf } from './near-spots.ts';
import { createPlaceReader, type PlaceReader } from './place-rects.ts';
import { type Rect, readViewport } from './rect.ts';
import { findRow } from './spot.ts';

/**
 * Where each key stands on the page, one code of PLACE_CODES a key: in view where one of its places is, else where the
 * first one is. Measures every candidate alike, whether it matched or not; nobody here knows. In slices: there may be
 * fifty thousand, and of many in one row each may cost a walk through all its lines, so that what stands above or below
 * as a whole is asked as a whole.
 */
export async function findPlaces(
  document: Document,
  keys: readonly string[],
  all: readonly PlacedCandidate[],
  pace: Pace,
): Promise<string> {
  const reader = createPlaceReader(document);
  const styles: KnownStyles = new Map();
  const placeOf = new Map<PlacedCandidate, MatchPlace>();
  let mayGoOn = startSlice(pace);
  for (const [row, group] of Map.groupBy(all, findRow)) {
    if (row === null || !row.isConnected) continue;
    for (const [placed, place] of placeRow(row, group, reader, styles)) {
      placeOf.set(placed, place);
      if (mayGoOn()) continue;
      await pace.yieldToPage();
      mayGoOn = startSlice(pace);
    }
  }
  reader.release();
  const codes = new Map<string, string>();
  for (const placed of all) {
    const place = placeOf.get(placed);
    if (place !== undefined && (place === 'in-view' || !codes.has(placed.key)))
      codes.set(placed.key, PLACE_CODES[place]);
  }
  return keys.map((key) => codes.get(key) ?? '?').join('');
}

type Placed = readonly [PlacedCandidate, MatchPlace];

function* placeRow(
  row: Element,
  group: readonly PlacedCandidate[],
  reader: PlaceReader,
  styles: KnownStyles,
): Iterable<Placed> {
  const chain = readClipChain(row, styles);
  if (!chain.isHidden) {
    const boxes = new Map<Element, Rect>();
    yield* placePart(group, {
      reader,
      readClips: () => chain.clips.map((clip) => readClipRect(clip, boxes)),
    });
    return;
  }
  const place = closestOf(row, 'details:not([open])') === null ? 'hidden' : 'closed';
  for (const placed of group) yield [placed, place];
}

interface Measuring {
  readonly reader: PlaceReader;
  readonly readClips: () => readonly Rect[];
}

function* placePart(part: readonly PlacedCandidate[], measuring: Measuring): Iterable<Placed> {
  if (part.length <= FEW) {
    for (const placed of part) yield [placed, findPlace(placed, measuring)];
    return;
  }
  const bounds = readBoundsOf(part, measuring.reader);
  const side = bounds && findSideOfAll(bounds, readViewport());
  if (side !== undefined) {
    for (const placed of part) yield [placed, side];
    return;
  }
  for (const smaller of divide(part)) yield* placePart(smaller, measuring);
}

function findPlace(placed: PlacedCandidate, { reader, readClips }: Measuring): MatchPlace {
  const [line] = reader.read(placed);
  if (line === undefined) return 'hidden';
  for (const area of [readViewport(), ...readClips()]) {
    const side = findSide(line, area);
    if (side !== 'in-view') return side;
  }
  return 'in-view';
}

/** On which side of `area` all is that stands within `bounds`; `undefined` where some of it may be elsewhere. */
function findSideOfAll(bounds: Rect, area: Rect): 'above' | 'below' | undefined {
  // Nothing that is rendered has no height: then each is to be asked.
  if (bounds.bottom <= bounds.top) return undefined;
  return bounds.bottom < area.top ? 'above' : bounds.top > area.bottom ? 'below' : undefined;
}

/** On which side of `area` a line is: up and down by its middle. */
function findSide(line: Rect, area: Rect): 'above' | 'below' | 'beside' | 'in-view' {
  const y = (line.top + line.bottom) / 2;
  if (y < area.top) return 'above';
  if (y > area.bottom) return 'below';
  return line.right <= area.left || line.left >= area.right ? 'beside' : 'in-view';
}

/** Where text may be that nobody can read: drawn (canvas), or shown by a viewer of its own (a PDF). */
export function countUnreadable(document: Document): { readonly canvas: number; readonly embedded: number } {
  const count = (selector: string) =>
    [...findAll(document, selector)].filter((element) => {
      const { width, height } = boxOf(element);
      return width >= LEAST_TEXT_PX && height >= LEAST_TEXT_PX;
    }).length;
  return { canvas: count('canvas'), embedded: count('embed, object') };
}

const LEAST_TEXT_PX = 16;
