import { readyStateOf } from './dom.ts';

/** Time, as the page's work sees it: passed in, so that tests own the clock. */
export interface Pace {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Lets the page run; resolves when it is our turn again. */
  yieldToPage(): Promise<void>;
  /** Calls `run` once when the page is idle, at the latest after `capMs`; never after the signal. */
  whenIdle(run: () => void, capMs: number, signal: AbortSignal): void;
}

/** Longest stretch of work without a look at the page's own needs. */
export const SLICE_MS = 8;

interface YieldingScheduler {
  yield?: () => Promise<void>;
}

/**
 * The page's own clock and scheduler. `scheduler.yield` (Chromium 129, Firefox 142) keeps our place in the queue; while
 * the page loads, we stand in line like everybody else. So do we with what was begun in idle time: there `yield` would
 * wait for the next idle time, without any cap (Prioritized Task Scheduling, "inherit the priority").
 */
export function createPace(scope: Window & typeof globalThis): Pace {
  const scheduler: YieldingScheduler | undefined = scope.scheduler;
  let isLate = false;
  return {
    now: () => scope.performance.now(),
    yieldToPage: () =>
      (readyStateOf(scope.document) === 'complete' && !isLate ? scheduler?.yield?.() : undefined) ??
      new Promise((resolve) => scope.setTimeout(resolve, 0)),
    whenIdle(run, capMs, signal) {
      // Not cancelled with the signal, which lives as long as the page: that may be idle a million times.
      scope.requestIdleCallback(
        () => {
          // The first reading is over once anything waits for idle time.
          isLate = true;
          if (!signal.aborted) run();
        },
        { timeout: capMs },
      );
    },
  };
}

/** Calls `run` once, `delayMs` from now; never after the signal. */
export function runAfter(run: () => void, delayMs: number, signal: AbortSignal): void {
  const cancel = () => clearTimeout(timer);
  const timer = setTimeout(() => {
    signal.removeEventListener('abort', cancel);
    run();
  }, delayMs);
  signal.addEventListener('abort', cancel, { once: true });
}

/** A budget of `SLICE_MS` from now. */
export function startSlice(pace: Pace): () => boolean {
  const end = pace.now() + SLICE_MS;
  return () => pace.now() < end;
}
