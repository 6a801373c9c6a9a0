/** How many notifications of which rule or source came on one day. */
export interface TimelineDay {
  /** Days since the epoch, UTC. */
  readonly day: number;
  readonly total: number;
  readonly byLabel: ReadonlyMap<string, number>;
}

/** One bar: the days from `from` to `to`, inclusive. */
export interface TimelineBin {
  readonly from: number;
  readonly to: number;
  readonly total: number;
  /** Rows of each of the series, in their order; those of all others last. */
  readonly parts: readonly number[];
}

/** Lengths of a bar that people can name: days, weeks, four weeks, quarters, a year. */
const BIN_DAYS = [1, 7, 28, 91, 364];

/** The labels with the most rows, most first; the others share one colour. */
export function findSeries(days: readonly TimelineDay[], most: number): readonly string[] {
  const totals = new Map<string, number>();
  for (const { byLabel } of days)
    for (const [label, rows] of byLabel) totals.set(label, (totals.get(label) ?? 0) + rows);
  return [...totals]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([label]) => label);
}

/** Bars of equal length over all days, those without rows too, at most `most` of them where a year each is enough. */
export function createBins(
  days: readonly TimelineDay[],
  series: readonly string[],
  most: number,
): readonly TimelineBin[] {
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  if (first === undefined || last === undefined) return [];
  const length = BIN_DAYS.find((size) => (last - first + 1) / size <= most) ?? BIN_DAYS.at(-1) ?? 1;
  const bins = Array.from({ length: Math.ceil((last - first + 1) / length) }, (_, i) => ({
    from: first + i * length,
    to: first + (i + 1) * length - 1,
    total: 0,
    parts: Array.from({ length: series.length + 1 }, () => 0),
  }));
  const places = new Map(series.map((label, i) => [label, i]));
  for (const { day, byLabel } of days) {
    const bin = bins[Math.floor((day - first) / length)];
    if (bin === undefined) continue;
    for (const [label, rows] of byLabel) {
      const place = places.get(label) ?? series.length;
      bin.parts[place] = (bin.parts[place] ?? 0) + rows;
      bin.total += rows;
    }
  }
  return bins;
}
