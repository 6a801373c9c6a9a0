import type { PlacedCandidate } from '../page/placed-candidate.ts';
import type { Rect } from './rect.ts';
import type { Spot } from './spot.ts';

/** What is under a point. */
export interface Hit {
  readonly spot: Spot;
  /** The candidate that speaks for the spot. */
  readonly placed: PlacedCandidate;
  /** The line under the point. */
  readonly rect: Rect;
}
