/** How long to wait after `failures` failures in a row (1 or more). All times in ms; `random` gives [0, 1). */
export interface Backoff {
  readonly failures: number;
  /** The longest wait after the first failure; doubles with each further one. */
  readonly baseMs: number;
  /** No wait is longer. */
  readonly capMs: number;
  readonly random: () => number;
}

/**
 * Exponential backoff with equal jitter: half of the wait is certain, so that a server in trouble gets its rest, and
 * half is random, so that clients that failed together do not come back together.
 */
export function backoffMs({ failures, baseMs, capMs, random }: Backoff): number {
  // 2 ** 40 is beyond every cap; a larger exponent would only overflow.
  const ceiling = Math.min(capMs, baseMs * 2 ** Math.min(failures - 1, 40));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
