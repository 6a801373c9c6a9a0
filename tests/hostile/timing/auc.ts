/** How well one number tells two groups apart. */
export interface Separation {
  /** Chance that a value of `positives` is above one of `negatives`, ties counting half: 0.5 tells nothing. */
  readonly auc: number;
  /** Bootstrap interval, both groups drawn anew. */
  readonly low: number;
  readonly high: number;
}

/** Area under the ROC curve, by ranks (Mann-Whitney). */
export function findAuc(negatives: readonly number[], positives: readonly number[]): number {
  const all = [
    ...negatives.map((value) => ({ value, positive: false })),
    ...positives.map((value) => ({ value, positive: true })),
  ].sort((a, b) => a.value - b.value);
  let sum = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    // Equal values share the mean of their ranks, which count from 1.
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at++) if (all[at]?.positive === true) sum += rank;
    from = to;
  }
  const n = positives.length;
  return (sum - (n * (n + 1)) / 2) / (n * negatives.length);
}

const draw = (values: readonly number[], random: () => number): number[] =>
  values.map(() => values[Math.floor(random() * values.length)] ?? 0);

/**
 * `random` seeded by the caller, so that a reported interval can be had again. `coverage`: how often such an interval
 * holds the truth; 0.95 for one comparison, more for each of several that shall all hold at once.
 */
export function findSeparation(
  negatives: readonly number[],
  positives: readonly number[],
  random: () => number,
  { rounds = 1000, coverage = 0.95 } = {},
): Separation {
  const tail = (1 - coverage) / 2;
  const aucs = Array.from({ length: rounds }, () =>
    findAuc(draw(negatives, random), draw(positives, random)),
  ).sort((a, b) => a - b);
  return {
    auc: findAuc(negatives, positives),
    low: aucs[Math.floor(rounds * tail)] ?? 0,
    high: aucs[Math.ceil(rounds * (1 - tail)) - 1] ?? 1,
  };
}

/** Mulberry32: 32 bits of state are plenty for a bootstrap. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
