import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readKnownOutcomes } from '../../scripts/bench/known-outcomes.ts';
import { describeMachine } from './machine.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huntlight-bench-'));
  file = join(folder, 'run.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const on = (date: string, browser = 'Chrome 156') => describeMachine(browser, new Date(date));
const ROWS = [{ id: 'scan-warm-1m' }, { id: 'churn', error: 'no answer' }];
const write = (quick: boolean) =>
  writeFileSync(file, JSON.stringify({ quick, machine: on('2026-11-28'), rows: ROWS }));

test('a run goes on with what it has measured, and measures again what failed', () => {
  write(false);
  expect(readKnownOutcomes(file, { quick: false, machine: on('2026-11-28') }).known).toEqual([ROWS[0]]);
});

test('a run that goes on after midnight is of the day that it began on', () => {
  write(false);
  expect(readKnownOutcomes(file, { quick: false, machine: on('2026-11-29') }).machine.date).toBe(
    '2026-11-28',
  );
});

test('there is nothing to go on with before the first run', () => {
  const machine = on('2026-11-28');
  expect(readKnownOutcomes(file, { quick: false, machine })).toEqual({ machine, known: [] });
});

test.each([
  ['a later day', false, on('2026-11-30')],
  ['a day before', false, on('2026-11-27')],
  ['another browser', false, on('2026-11-28', 'Chrome 157')],
  ['a quick run', true, on('2026-11-28')],
])('numbers do not stand beside those of %s', (_, quick, machine) => {
  write(false);
  expect(() => readKnownOutcomes(file, { quick, machine })).toThrow('run without --resume');
});
