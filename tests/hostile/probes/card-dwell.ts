import type { Hand, Probe } from '../support/probe.ts';

/** The dwell is 150 ms: a pointer that crosses a border more often never rests. */
const STEADY_MS = 100;
const SWEEP_MS = 900;

/** Moves between the outer candidate and an inner one without rest; false when the machine was too slow for that. */
async function sweep(hand: Hand): Promise<boolean> {
  const begin = performance.now();
  let last = begin;
  let slowest = 0;
  for (let turn = 0; last - begin < SWEEP_MS; turn++) {
    await hand.moveTo(0, { x: turn % 2 === 0 ? 20 : 100 });
    const now = performance.now();
    slowest = Math.max(slowest, now - last);
    last = now;
  }
  return slowest < STEADY_MS;
}

/**
 * From the outer candidate onto an inner one and back, faster than the dwell: whether the dwell begins anew each time
 * must not depend on which of them matches. The page sees the card's cover come over an element far away.
 */
export const cardDwell: Probe = {
  number: 21,
  name: 'nested candidates: when the card opens under a pointer that moves between them',
  browsers: ['chromium'],
  layout: { nested: true },
  page: () => {
    let isCovered = false;
    let moves = 0;
    let movesAtCover: number | undefined;
    document.addEventListener('DOMContentLoaded', () => {
      const tile = document.createElement('div');
      tile.style.cssText = 'position:absolute;left:1240px;top:690px;width:20px;height:10px;background:#eee';
      document.body.append(tile);
      const options = { trackVisibility: true, delay: 100 } as IntersectionObserverInit;
      new IntersectionObserver((entries) => {
        for (const entry of entries) isCovered = (entry as { isVisible?: boolean }).isVisible !== true;
        if (isCovered) movesAtCover ??= moves;
      }, options).observe(tile);
    });
    addEventListener('pointermove', ({ clientX }) => {
      moves++;
      // The harness' sign that a sweep begins.
      if (clientX > 1260) [moves, movesAtCover] = [0, undefined];
    });
    return () => ({ openedWhileMoving: movesAtCover !== undefined && movesAtCover < moves, isCovered });
  },
  act: async (hand) => {
    for (let attempt = 0; attempt < 8; attempt++) {
      await hand.moveAway();
      await hand.rest(700);
      if (await sweep(hand)) break;
    }
    await hand.rest(600);
  },
  findFaults: ({ isCovered }: { isCovered: boolean }) =>
    isCovered ? [] : ['no card came at all: nothing was compared'],
};
