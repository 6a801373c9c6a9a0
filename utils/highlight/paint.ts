import type { MatchState } from '../messaging/protocol.ts';
import type { PlacedCandidate } from '../page/placed-candidate.ts';

/** Exact before related; among equals the more telling kind: a hash names one thing, a host many. */
function rank(placed: PlacedCandidate, state: MatchState): number {
  if (state === 'none') return 0;
  const exact = state === 'related' ? 0 : 10;
  const byKind: number = placed.kind === 'url' ? 3 : placed.kind === 'domain' ? 1 : 4;
  return exact + byKind + (placed.from === 'text' ? 0.5 : 0);
}

/**
 * What each candidate's box shows. Where painted candidates overlap the most specific wins: one that lies inside a
 * more specific one shows nothing of its own. Every candidate goes through the same steps whatever its state, so that
 * the time it takes tells nothing (page-blind).
 */
export function choosePaints(
  placed: readonly PlacedCandidate[],
  stateOf: (placed: PlacedCandidate) => MatchState,
): Map<PlacedCandidate, MatchState> {
  const byStart = placed.toSorted((a, b) => a.run - b.run || a.start - b.start || b.end - a.end);
  const paints = new Map<PlacedCandidate, MatchState>();
  const ranks = byStart.map((each) => rank(each, stateOf(each)));
  for (const [index, inner] of byStart.entries()) {
    let isOutranked = false;
    // Whatever holds `inner` begins at or before it; the same stretch may come after it in the order.
    for (let other = 0; other < byStart.length; other++) {
      const outer = byStart[other];
      if (outer === undefined || outer.run !== inner.run || other === index) continue;
      const holds = outer.start <= inner.start && outer.end >= inner.end;
      const wins = (ranks[other] ?? 0) > (ranks[index] ?? 0);
      isOutranked = isOutranked || (holds && wins);
    }
    paints.set(inner, isOutranked ? 'none' : stateOf(inner));
  }
  return paints;
}
