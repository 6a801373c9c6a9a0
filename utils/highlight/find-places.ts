import { type MatchPlace, PLACE_CODES } from '../messaging/protocol.ts';
import { boxOf, closestOf, findAll } from '../page/dom.ts';
import type { PlacedCandidate } from '../page/placed-candidate.ts';
import { type ClipChain, type KnownStyles, readClipChain, readClipRect } from './clip-chain.ts';
import { createPlaceReader } from './place-rects.ts';
import type { Rect } from './rect.ts';
import { findRow } from './spot.ts';

/** Places measured for one answer: about 30 ms on a slow machine. Candidates beyond them have no place. */
const MOST_MEASURED = 2_000;

/**
 * Where each key stands on the page, one code of PLACE_CODES a key: in view where one of its places is, else where the
 * first one is. Measures every candidate alike, whether it matched or not; nobody here knows.
 */
export function findPlaces(
  document: Document,
  keys: readonly string[],
  all: Iterable<PlacedCandidate>,
): string {
  const viewport = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const reader = createPlaceReader(document);
  const chains = new Map<Element, ClipChain>();
  const styles: KnownStyles = new Map();
  const boxes = new Map<Element, Rect>();
  const codes = new Map<string, string>();
  let left = MOST_MEASURED;

  function find(placed: PlacedCandidate): MatchPlace | undefined {
    const row = findRow(placed);
    if (row === null || !row.isConnected) return undefined;
    const chain = chains.get(row) ?? readClipChain(row, styles);
    chains.set(row, chain);
    if (chain.isHidden) return closestOf(row, 'details:not([open])') === null ? 'hidden' : 'closed';
    const [line] = reader.read(placed);
    if (line === undefined) return 'hidden';
    const side = findSide(line, viewport);
    if (side !== 'in-view') return side;
    for (const clip of chain.clips) {
      const place = findSide(line, readClipRect(clip, boxes));
      if (place !== 'in-view') return place;
    }
    return 'in-view';
  }

  for (const placed of all) {
    const known = codes.get(placed.key);
    if (known === PLACE_CODES['in-view']) continue;
    if (left-- === 0) break;
    const place = find(placed);
    if (place !== undefined && (known === undefined || place === 'in-view'))
      codes.set(placed.key, PLACE_CODES[place]);
  }
  reader.release();
  return keys.map((key) => codes.get(key) ?? '?').join('');
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
