import type { PlacedCandidate } from '../page/placed-candidate.ts';
import type { PlaceReader } from './place-rects.ts';
import { intersect, type Rect } from './rect.ts';
import type { Spot } from './spot.ts';

/** So many spots are asked one by one, more of them part by part. */
export const FEW = 32;
const PARTS = 8;

/**
 * The spots that may have something within `area`. For one place a browser goes through all the lines of its text: a list
 * of 5,000 in one text would be 640 ms a frame, and one of as many texts (`a<br>b<br>`) 30. So what stands around many is
 * asked for as a whole, from the first to the last of them: where nothing of it is within `area`, nothing of theirs is,
 * however the page lays it out.
 */
export function* findNearSpots(spots: readonly Spot[], area: Rect, reader: PlaceReader): Iterable<Spot> {
  if (spots.length <= FEW) {
    yield* spots;
    return;
  }
  for (const part of divide(spots)) {
    const bounds = readBoundsOf(
      part.map(({ place }) => place),
      reader,
    );
    if (bounds === undefined || intersect(bounds, area) !== undefined)
      yield* findNearSpots(part, area, reader);
  }
}

export function* divide<T>(list: readonly T[]): Iterable<readonly T[]> {
  const size = Math.ceil(list.length / PARTS);
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}

/** What places of one row stand within, all of them; `undefined` where they would have to be asked one by one. */
export function readBoundsOf(places: readonly PlacedCandidate[], reader: PlaceReader): Rect | undefined {
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined || places.length === 1) return undefined;
  let node = first.startNode;
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  for (const place of places) {
    const { startNode, endNode } = place;
    if (startNode !== endNode) return undefined;
    if (startNode !== node) {
      // What was read again later stands elsewhere.
      if (node.compareDocumentPosition(startNode) !== Node.DOCUMENT_POSITION_FOLLOWING) return undefined;
      node = startNode;
    }
    if (node === first.startNode) from = Math.min(from, place.startOffset);
    if (node === last.startNode) to = Math.max(to, place.endOffset);
  }
  return reader.readBounds(first.startNode, from, last.startNode, to);
}
