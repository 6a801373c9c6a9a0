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

export type Later = (run: () => void, delayMs: number) => void;

/** `onTick(isLast)` must do the same work whatever it shows. */
export function createTicks(later: Later, onTick: (isLast: boolean) => void, signal: AbortSignal): Ticks {
  let series = 0;

  function wait(own: number, at: number): void {
    const due = TICKS_MS[at];
    if (due === undefined) return;
    later(
      () => {
        if (own !== series || signal.aborted) return;
        wait(own, at + 1);
        onTick(at === TICKS_MS.length - 1);
      },
      due - (TICKS_MS[at - 1] ?? 0),
    );
  }

  return { restart: () => wait(++series, 0) };
}
