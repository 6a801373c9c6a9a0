import { afterEach, expect, test, vi } from 'vitest';
import { createDebounce, createSerial } from '../../entrypoints/background/calls.ts';

afterEach(() => vi.useRealTimers());

test('calls that never pause are answered all the same, each key on its own', () => {
  vi.useFakeTimers();
  const ran: string[] = [];
  const call = createDebounce<string>(100, (key) => ran.push(key));
  call('once');
  for (let ms = 0; ms < 1000; ms += 50) {
    call('often');
    vi.advanceTimersByTime(50);
  }
  expect(ran).toEqual(['once', 'often', 'often']);
  vi.advanceTimersByTime(100);
  expect(ran.length).toBeLessThanOrEqual(4);
  expect(vi.getTimerCount()).toBe(0);
});

test('whenever a third call comes, even as the first run ends, no two runs are under way at once', async () => {
  for (let turns = 0; turns < 12; turns++) {
    let underWay = 0;
    let most = 0;
    const held = Promise.withResolvers<void>();
    const call = createSerial(async () => {
      most = Math.max(most, ++underWay);
      await held.promise;
      underWay--;
    });
    const first = call();
    const second = call();
    held.resolve();
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    await Promise.all([first, second, call()]);
    expect([turns, most]).toEqual([turns, 1]);
  }
});
