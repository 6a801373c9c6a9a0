/** Middle of `values`; the mean of the two middle ones for an even count. `NaN` for none. */
export function findMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Median absolute deviation: how far the middle half of `values` strays from their median. Deaf to outliers. */
export function findSpread(values: readonly number[]): number {
  const median = findMedian(values);
  return findMedian(values.map((value) => Math.abs(value - median)));
}

/** The value that `share` of `values` do not exceed (nearest rank). `NaN` for none. */
export function findQuantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
