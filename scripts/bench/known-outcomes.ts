import { existsSync, readFileSync } from 'node:fs';
import type { Machine } from '../../tests/bench/machine.ts';
import type { Outcome } from '../../tests/bench/row.ts';
import { isOutcome, type Result } from './run-rows.ts';

interface BenchFile {
  readonly quick: boolean;
  readonly machine: Machine;
  readonly rows: readonly Result[];
}

const DAY_MS = 86_400_000;

/** A run that is cut short may go on after midnight: its numbers are of the day that it began on. */
function isSameRun(before: Omit<BenchFile, 'rows'>, now: Omit<BenchFile, 'rows'>): boolean {
  const apartMs = Date.parse(now.machine.date) - Date.parse(before.machine.date);
  return (
    apartMs >= 0 &&
    apartMs <= DAY_MS &&
    before.quick === now.quick &&
    JSON.stringify(before.machine) === JSON.stringify({ ...now.machine, date: before.machine.date })
  );
}

/**
 * What is in the file of a run that was cut short; nothing of this run's where there is no such file. Throws, in words,
 * for one of another machine, browser or day, or of a quick run beside a full one: its numbers do not stand beside these.
 */
export function readKnownOutcomes(
  file: string,
  now: Omit<BenchFile, 'rows'>,
): { readonly machine: Machine; readonly known: readonly Outcome[] } {
  if (!existsSync(file)) return { machine: now.machine, known: [] };
  const before = JSON.parse(readFileSync(file, 'utf8')) as BenchFile;
  if (!isSameRun(before, now))
    throw new Error(`${file} is of another machine, browser, day or kind of run: run without --resume`);
  return { machine: before.machine, known: before.rows.filter(isOutcome) };
}
