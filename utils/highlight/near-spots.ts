import type { PlaceReader } from './place-rects.ts';
import { intersect, type Rect } from './rect.ts';
import type { Spot } from './spot.ts';

/** So many spots are asked one by one, more of them part by part. */
const FEW = 32;
const PARTS = 8;

/**
 * The spots that may have something within `area`. For one place a browser goes through all the lines of its text: a list
 * of 5,000 in one text would be 640 ms a frame. So the text around many is asked for as a whole, from the first to the
 * last of them: where nothing of it is within `area`, nothing of theirs is, however the page lays it out.
 */
export function* findNearSpots(spots: readonly Spot[], area: Rect, reader: PlaceReader): Iterable<Spot> {
  if (spots.length <= FEW) {
    yield* spots;
    return;
  }
  const size = Math.ceil(spots.length / PARTS);
  for (let at = 0; at < spots.length; at += size) {
    const part = spots.slice(at, at + size);
    if (mayTouch(part, area, reader)) yield* findNearSpots(part, area, reader);
  }
}

function mayTouch(spots: readonly Spot[], area: Rect, reader: PlaceReader): boolean {
  const node = spots[0]?.place.startNode;
  if (node === undefined || spots.length === 1) return true;
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  for (const { place } of spots) {
    if (place.startNode !== node || place.endNode !== node) return true;
    from = Math.min(from, place.startOffset);
    to = Math.max(to, place.endOffset);
  }
  return intersect(reader.readBounds(node, from, to), area) !== undefined;
}
