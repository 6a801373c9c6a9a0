import type { MatchState } from '../messaging/protocol.ts';
import type { PlacedCandidate } from '../page/placed-candidate.ts';
import type { Rect } from './rect.ts';
import type { Spot } from './spot.ts';

export interface Painted {
  readonly spot: Spot;
  readonly rects: readonly Rect[];
}

export interface Paint {
  readonly state: MatchState;
  /** The candidate that the paint stands for; the first of the spot where nothing is painted. */
  readonly placed: PlacedCandidate;
}

interface Ranked extends Paint {
  readonly rank: number;
}

/** Exact before related; among equals the more telling kind: a hash names one thing, a host many. */
function findRank(placed: PlacedCandidate, state: MatchState): number {
  if (state === 'none') return 0;
  const exact = state === 'related' ? 0 : 10;
  const byKind: number = placed.kind === 'url' ? 3 : placed.kind === 'domain' ? 1 : 4;
  return exact + byKind + (placed.from === 'text' ? 0.5 : 0);
}

function findBest(spot: Spot, stateOf: (placed: PlacedCandidate) => MatchState): Ranked {
  let best: Ranked = { placed: spot.place, state: 'none', rank: 0 };
  for (const placed of spot.candidates) {
    const state = stateOf(placed);
    const rank = findRank(placed, state);
    if (rank > best.rank) best = { placed, state, rank };
  }
  return best;
}

const holdsRect = (outer: Rect, inner: Rect): boolean =>
  outer.left <= inner.left + 1 &&
  outer.right >= inner.right - 1 &&
  outer.top <= inner.top + 1 &&
  outer.bottom >= inner.bottom - 1;

/** By what is seen, not by DOM ranges: it holds for text and link targets, split nodes and merged lines alike. */
const holds = (outer: Painted, inner: Painted): boolean =>
  inner.rects.every((rect) => outer.rects.some((other) => holdsRect(other, rect)));

/**
 * For each box the boxes it lies in. Depends on geometry alone, so it is worked out once a layout. Boxes are gone
 * through from top to bottom; only those that begin about as high can hold one another.
 */
export function findHolders(boxes: readonly Painted[]): readonly (readonly number[])[] {
  const order = boxes.map((_box, index) => index);
  const top = (index: number) => boxes[index]?.rects[0]?.top ?? 0;
  order.sort((a, b) => top(a) - top(b));
  const holders: number[][] = boxes.map(() => []);
  for (const [position, index] of order.entries()) {
    const box = boxes[index];
    for (let at = position + 1; at < order.length && box !== undefined; at++) {
      const other = order[at] ?? 0;
      const next = boxes[other];
      if (next === undefined || top(other) > (box.rects.at(-1)?.bottom ?? 0)) break;
      if (holds(box, next)) holders[other]?.push(index);
      if (holds(next, box)) holders[index]?.push(other);
    }
  }
  return holders;
}

/**
 * What each box shows. Where painted ones overlap the most specific wins: a box inside a more specific one shows
 * nothing of its own. Every box goes through the same steps whatever its state, so that the time tells nothing.
 */
export function choosePaints(
  boxes: readonly Painted[],
  holders: readonly (readonly number[])[],
  stateOf: (placed: PlacedCandidate) => MatchState,
): readonly Paint[] {
  const best = boxes.map(({ spot }) => findBest(spot, stateOf));
  return best.map((own, index) => {
    let strongest = 0;
    for (const holder of holders[index] ?? []) strongest = Math.max(strongest, best[holder]?.rank ?? 0);
    return { placed: own.placed, state: strongest > own.rank ? 'none' : own.state };
  });
}
