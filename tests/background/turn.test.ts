import { expect, test } from 'vitest';
import { startTurn } from '../../entrypoints/background/turn.ts';

test('a turn ends before the browser would end it, and tells all rows so far', () => {
  let now = 0;
  const told: number[] = [];
  const turn = startTurn(
    () => now,
    (changed) => told.push(changed),
    1000,
  );
  now = 200_000;
  expect(turn.onBatch(500)).toBe(true);
  expect(turn.isOver()).toBe(false);
  now = 290_000;
  expect(turn.onBatch(1000)).toBe(false);
  expect(turn.isOver()).toBe(true);
  expect(told).toEqual([1500, 2000]);
});
