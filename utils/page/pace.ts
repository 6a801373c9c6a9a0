import { readyStateOf } from './dom.ts';

/** Time, as the page's work sees it: passed in, so that tests own the clock. */
export interface Pace {
  /** Milliseconds, monotonic. */
  now(): number;
  /** How long the stretch of work that begins now may take, in milliseconds. */
  sliceMs(): number;
  /** Lets the page run; resolves when it is our turn again. */
  yieldToPage(): Promise<void>;
  /** Calls `run` once when the page is idle, at the latest after `capMs`; never after the signal. */
  whenIdle(run: () => void, capMs: number, signal: AbortSignal): void;
}

/** Longest stretch of work without a look at the page's own needs. */
export const SLICE_MS = 8;
/** What is not worth to begin for less: an idle time may be all but over. */
const LEAST_SLICE_MS = 2;
/** Of a page that is never idle, each of whose frames is full already. */
const BUSY_SLICE_MS = 4;
/** What was begun in idle time waits so long for the next one. */
const GO_ON_CAP_MS = 50;

interface YieldingScheduler {
  yield?: () => Promise<void>;
}

/**
 * The page's own clock and scheduler. `scheduler.yield` (Chromium 129, Firefox 142) keeps our place in the queue; while
 * the page loads, we stand in line like everybody else. What was begun in idle time goes on as long as that lasts, ends
 * with it and waits for the next: a slice that runs on into the page's next frame is a frame that comes late. `yield`
 * would wait for that time too, but without any cap (Prioritized Task Scheduling, "inherit the priority").
 */
export function createPace(scope: Window & typeof globalThis): Pace {
  const scheduler: YieldingScheduler | undefined = scope.scheduler;
  const now = () => scope.performance.now();
  const inTurn = () => new Promise<void>((resolve) => scope.setTimeout(resolve, 0));
  /** When the idle time is over, by `now`; the first reading, before anything waits for one, knows none. */
  let idleEnd: number | undefined;
  let isBusy = false;

  function whenIdle(run: () => void, capMs: number): void {
    scope.requestIdleCallback(
      (deadline) => {
        isBusy = deadline.didTimeout;
        idleEnd = now() + deadline.timeRemaining();
        run();
      },
      { timeout: capMs },
    );
  }

  return {
    now,
    sliceMs() {
      if (idleEnd === undefined) return SLICE_MS;
      return isBusy ? BUSY_SLICE_MS : Math.max(LEAST_SLICE_MS, Math.min(SLICE_MS, idleEnd - now()));
    },
    yieldToPage() {
      if (idleEnd === undefined) {
        return (readyStateOf(scope.document) === 'complete' ? scheduler?.yield?.() : undefined) ?? inTurn();
      }
      if (now() + LEAST_SLICE_MS < idleEnd) return inTurn();
      return new Promise((resolve) => whenIdle(resolve, GO_ON_CAP_MS));
    },
    // Not cancelled with the signal, which lives as long as the page: that may be idle a million times.
    whenIdle: (run, capMs, signal) =>
      whenIdle(() => {
        if (!signal.aborted) run();
      }, capMs),
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

/** True as long as the slice that begins now may go on. */
export function startSlice(pace: Pace): () => boolean {
  const end = pace.now() + pace.sliceMs();
  return () => pace.now() < end;
}
