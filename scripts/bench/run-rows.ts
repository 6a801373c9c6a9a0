import {
  formatRatio,
  formatSample,
  formatTarget,
  formatVerdict,
  isComparison,
} from '../../tests/bench/format.ts';
import type { Profile } from '../../tests/bench/rig/profile.ts';
import type { Rig } from '../../tests/bench/rig/rig.ts';
import { type BenchRow, judge, type Outcome } from '../../tests/bench/row.ts';

export interface Failure {
  readonly id: string;
  readonly what: string;
  readonly pass: false;
  readonly error: string;
}

export type Result = Outcome | Failure;

export interface RunOptions {
  readonly profile: Profile | undefined;
  /** Of the run that this one goes on with: rows that are not measured again. */
  readonly known: readonly Outcome[];
  /** Called after every row with all results so far. */
  readonly onResult: (results: readonly Result[]) => void;
}

/** Measures rows one after the other and says each one's result as it comes. One that fails does not end the run. */
export async function runRows(
  rows: readonly BenchRow[],
  rig: Rig,
  { profile, known, onResult }: RunOptions,
): Promise<readonly Result[]> {
  const results: Result[] = [...known];
  const wanted = rows.filter(({ id }) => known.every((each) => each.id !== id));
  for (const [index, row] of wanted.entries()) {
    const started = performance.now();
    rig.startRow(wanted.length - 1 - index);
    try {
      const outcome = judge(row, await row.measure(rig));
      results.push(outcome);
      console.log(describe(outcome, performance.now() - started));
      for (const { name, share } of profile?.take().slice(0, 16) ?? [])
        console.log(`  ${(share * 100).toFixed(1).padStart(5)} % ${name.slice(0, 60)}`);
    } catch (error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      results.push({ id: row.id, what: row.what, pass: false, error: words });
      console.error(`${row.id}: FAILED\n${words}`);
    }
    onResult(results);
  }
  return results;
}

export const isOutcome = (result: Result): result is Outcome => !('error' in result);

function describe(outcome: Outcome, tookMs: number): string {
  const { id, ours, oursSpread, baseline, baselineSpread, unit, notes } = outcome;
  const against = isComparison(outcome) ? ` against ${formatSample(baseline, baselineSpread, unit)}` : '';
  const limits = `target ${formatTarget(outcome, outcome.target)}, stretch ${formatTarget(outcome, outcome.stretch)}`;
  return [
    `${id}: ${formatRatio(outcome, outcome.ratio)} (${limits}): ${formatVerdict(outcome)}`,
    `  ${formatSample(ours, oursSpread, unit)}${against}; took ${(tookMs / 1000).toFixed(0)} s`,
    ...notes.map((note) => `  ${note}`),
  ].join('\n');
}
