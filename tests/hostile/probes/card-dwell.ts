import type { Hand, Probe } from '../support/probe.ts';

/** The dwell is 150 ms: a pointer that crosses a border more often never rests. */
const STEADY_MS = 100;
/** So long does a sweep have to be steady: the dwell twice over, and two of the page's samples. */
const ENOUGH_MS = 500;
const SWEEP_MS = 900;
const MOST_SWEEPS = 20;

/** Moves between the outer candidate and an inner one without rest; false when the machine was too slow for that. */
async function sweep(hand: Hand): Promise<boolean> {
  const begin = performance.now();
  let last = begin;
  for (let turn = 0; last - begin < SWEEP_MS; turn++) {
    await hand.moveTo(0, { x: turn % 2 === 0 ? 20 : 100 });
    const now = performance.now();
    if (now - last >= STEADY_MS) return last - begin >= ENOUGH_MS;
    last = now;
  }
  return true;
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
    const steadyMs = 100;
    let isCovered = false;
    let openedWhileMoving = false;
    let isSteady = false;
    let last: number | undefined;
    const options = { trackVisibility: true, delay: 100 } as IntersectionObserverInit;
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) isCovered = (entry as { isVisible?: boolean }).isVisible !== true;
    }, options);
    document.addEventListener('DOMContentLoaded', () => {
      const tile = document.createElement('div');
      tile.style.cssText = 'position:absolute;left:1240px;top:690px;width:20px;height:10px;background:#eee';
      document.body.append(tile);
      observer.observe(tile);
    });
    addEventListener('pointermove', ({ clientX, timeStamp }) => {
      // The harness' sign that a sweep begins.
      if (clientX > 1260) {
        last = undefined;
        return;
      }
      // Where the machine made a pause the card may well have come: that sweep says nothing from there on.
      if (last === undefined) isSteady = !isCovered;
      else if (Math.max(timeStamp, performance.now()) - last >= steadyMs) isSteady = false;
      last = performance.now();
      if (isSteady && isCovered) openedWhileMoving = true;
    });
    return () => {
      observer.disconnect();
      return { openedWhileMoving, isCovered };
    };
  },
  act: async (hand) => {
    for (let attempt = 0; attempt < MOST_SWEEPS; attempt++) {
      await hand.moveAway();
      await hand.rest(700);
      if (await sweep(hand)) return hand.rest(600);
    }
    throw new Error('the machine was too busy for a steady pointer');
  },
  findFaults: ({ isCovered }: { isCovered: boolean }) =>
    isCovered ? [] : ['no card came at all: nothing was compared'],
};
