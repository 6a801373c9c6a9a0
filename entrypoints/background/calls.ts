/** Calls that follow one another faster than the delay put `run` off to so many of them: a feed never pauses. */
const MOST_DELAYS = 5;

/**
 * Calls `run` once, `delayMs` after the last call for the same key, and at the latest five times that after the first:
 * several frames of a tab ask within moments.
 */
export function createDebounce<K>(delayMs: number, run: (key: K) => void): (key: K) => void {
  const waiting = new Map<K, { timer: ReturnType<typeof setTimeout>; latest: number }>();
  return (key) => {
    const now = performance.now();
    const before = waiting.get(key);
    clearTimeout(before?.timer);
    const latest = before?.latest ?? now + MOST_DELAYS * delayMs;
    const end = () => {
      waiting.delete(key);
      run(key);
    };
    waiting.set(key, { timer: setTimeout(end, Math.min(delayMs, latest - now)), latest });
  };
}

/** Runs one call of `run` at a time; calls made meanwhile share one more run afterwards. */
export function createSerial(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    // First: as one run ends, the next has not begun for some turns.
    if (next !== undefined) return next;
    if (running === undefined) return start();
    next = running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
