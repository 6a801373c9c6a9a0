/** Calls `run` once, `delayMs` after the last call for the same key: several frames of a tab ask within moments. */
export function createDebounce<K>(delayMs: number, run: (key: K) => void): (key: K) => void {
  const timers = new Map<K, ReturnType<typeof setTimeout>>();
  return (key) => {
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        run(key);
      }, delayMs),
    );
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
