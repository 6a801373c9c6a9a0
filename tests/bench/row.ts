import type { Rig } from './rig/rig.ts';
import { findMedian, findSpread } from './statistics.ts';

/** What a row measured. Both sides in the row's unit; each sample a cost: less is better. */
export interface Measured {
  readonly ours: readonly number[];
  /** Absent where the target is a number of its own and not a comparison. */
  readonly baseline?: readonly number[];
  /** What else was seen in the same run: other peers, parts of the whole, how much there was to do. */
  readonly notes?: readonly string[];
}

/** One line of the target table. */
export interface BenchRow {
  readonly id: string;
  /** What is compared with what. */
  readonly what: string;
  readonly unit: 'ms' | 'bytes' | 'slices' | 'tasks' | 'AUC';
  /**
   * What `ratio` means. `lower`: ours / baseline, a share of the baseline's cost. `higher`: baseline / ours, how many
   * times cheaper we are.
   */
  readonly better: 'lower' | 'higher';
  readonly target: number;
  readonly stretch: number;
  /** What can be measured in the time of a quick run would say nothing. */
  readonly isForFullRuns?: true;
  readonly measure: (rig: Rig) => Promise<Measured>;
}

export interface Outcome {
  readonly id: string;
  readonly what: string;
  readonly unit: BenchRow['unit'];
  /** Medians, and the median absolute deviations beside them. */
  readonly ours: number;
  readonly oursSpread: number;
  /** 1 where there is nothing to compare with: then `ratio` is `ours` itself. */
  readonly baseline: number;
  readonly baselineSpread: number;
  readonly ratio: number;
  readonly better: BenchRow['better'];
  readonly target: number;
  readonly stretch: number;
  readonly pass: boolean;
  readonly meetsStretch: boolean;
  readonly samples: number;
  readonly notes: readonly string[];
}

export function judge(row: BenchRow, { ours, baseline = [1], notes = [] }: Measured): Outcome {
  const { id, what, unit, better, target, stretch } = row;
  const [mine, other] = [findMedian(ours), findMedian(baseline)];
  const ratio = better === 'lower' ? mine / other : other / mine;
  const meets = (limit: number) => (better === 'lower' ? ratio <= limit : ratio >= limit);
  return {
    id,
    what,
    unit,
    ours: mine,
    oursSpread: findSpread(ours),
    baseline: other,
    baselineSpread: findSpread(baseline),
    ratio,
    better,
    target,
    stretch,
    pass: meets(target),
    meetsStretch: meets(stretch),
    samples: ours.length,
    notes,
  };
}
