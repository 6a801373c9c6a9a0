import { existsSync, readFileSync } from 'node:fs';
import type { Machine } from '../../tests/bench/machine.ts';
import type { Outcome } from '../../tests/bench/row.ts';
import { isOutcome, type Result } from './run-rows.ts';

interface BenchFile {
  readonly quick: boolean;
  readonly machine: Machine;
  readonly rows: readonly Result[];
}

/**
 * The outcomes in the file of a run that was cut short; none where there is no such file. Throws, in words, for one of
 * another machine, browser or day, or of a quick run beside a full one: its numbers do not stand beside these.
 */
export function readKnownOutcomes(
  file: string,
  { machine, quick }: Omit<BenchFile, 'rows'>,
): readonly Outcome[] {
  if (!existsSync(file)) return [];
  const before = JSON.parse(readFileSync(file, 'utf8')) as BenchFile;
  if (before.quick !== quick || JSON.stringify(before.machine) !== JSON.stringify(machine))
    throw new Error(`${file} is of another machine, browser, day or kind of run: run without --resume`);
  return before.rows.filter(isOutcome);
}
