/**
 * When an answer of the background is shown: at moments fixed when the question is asked, and at every one of them,
 * whatever has come by then. How long an answer takes depends on what matches, and a page notices when we work; so no
 * work may begin because an answer has come (docs/threat-model.md, "Time").
 */
export interface Ticks {
  /** A question is being asked: its moments begin, those of earlier ones are over. */
  restart(): void;
}

/** ms after the question. A warm background answers within the first, a cold one within the fourth. */
const TICKS_MS = [32, 64, 128, 256, 512, 1024, 2048, 4096] as const;
/** A question that comes before so many moments of the last one have been is one of many. */
const SOON = 3;
/** After so long without another question the next one is the first of its kind again. */
const QUIET_MS = 1024;

export type Later = (run: () => void, delayMs: number) => void;

/**
 * `onTick(isLast)` must do the same work whatever it shows. `mostSkipped`: where question follows question, each one leaves
 * out one of the first moments more than the one before, up to so many.
 */
export function createTicks(
  later: Later,
  onTick: (isLast: boolean) => void,
  signal: AbortSignal,
  mostSkipped = 0,
): Ticks {
  let series = 0;
  let first = 0;
  let passed: number = SOON;

  function wait(own: number, at: number, since: number): void {
    const due = TICKS_MS[at];
    if (due === undefined) return;
    later(() => {
      if (own !== series || signal.aborted) return;
      passed++;
      if (due >= QUIET_MS) first = 0;
      wait(own, at + 1, due);
      onTick(at === TICKS_MS.length - 1);
    }, due - since);
  }

  return {
    restart() {
      if (passed < SOON) first = Math.min(first + 1, mostSkipped);
      passed = 0;
      wait(++series, first, 0);
    },
  };
}
