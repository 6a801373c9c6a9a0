import { existsSync, readFileSync } from 'node:fs';
import type { Machine } from '../../tests/bench/machine.ts';
import type { Outcome } from '../../tests/bench/row.ts';
import { isOutcome, type Result } from './run-rows.ts';

interface BenchFile {
  readonly machine: Machine;
  readonly rows: readonly Result[];
}

/**
 * The outcomes in the file of a run that was cut short; none where there is no such file. Throws, in words, for one of
 * another machine, browser or day: its numbers do not stand beside today's.
 */
export function readKnownOutcomes(file: string, machine: Machine): readonly Outcome[] {
  if (!existsSync(file)) return [];
  const before = JSON.parse(readFileSync(file, 'utf8')) as BenchFile;
  if (JSON.stringify(before.machine) !== JSON.stringify(machine))
    throw new Error(`${file} is of another machine, browser or day: run without --resume`);
  return before.rows.filter(isOutcome);
}
