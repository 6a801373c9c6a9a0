import { expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { startTurn, stayAwake } from '../../entrypoints/background/turn.ts';

test('a turn ends before the browser would end it, and tells all rows so far', () => {
  let now = 0;
  const told: number[] = [];
  const turn = startTurn(
    () => now,
    (changed) => told.push(changed),
    1000,
  );
  now = 200_000;
  expect(turn.onBatch(500, { date: 9, id: 'b' })).toBe(true);
  expect(turn.findRest()).toBeUndefined();
  now = 290_000;
  expect(turn.onBatch(1000, { date: 8, id: 'a' })).toBe(false);
  expect(turn.findRest()).toEqual({ date: 8, id: 'a' });
  expect(told).toEqual([1500, 2000]);
});

test('a change that no message waits for calls the browser before half a minute is over', () => {
  let now = 0;
  const call = vi.spyOn(browser.runtime, 'getPlatformInfo').mockResolvedValue({} as never);
  const onBatch = stayAwake(() => now);
  for (now = 0; now <= 60_000; now += 1000) expect(onBatch(1, { date: 1, id: 'a' })).toBe(true);
  expect(call).toHaveBeenCalledTimes(3);
});
