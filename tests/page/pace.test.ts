import { expect, test, vi } from 'vitest';
import { createPace, startSlice } from '../../utils/page/pace.ts';

type Deadline = { readonly didTimeout: boolean; timeRemaining(): number };

/** A page that is idle when told to be. */
function stage() {
  const asked: { readonly run: (deadline: Deadline) => void; readonly timeout: number }[] = [];
  const clock = { now: 100 };
  const timers: (() => void)[] = [];
  const pace = createPace({
    performance: { now: () => clock.now },
    setTimeout: (run: () => void) => timers.push(run),
    requestIdleCallback: (run: (deadline: Deadline) => void, { timeout }: { timeout: number }) =>
      asked.push({ run, timeout }),
    document: { readyState: 'complete' },
  } as unknown as Window & typeof globalThis);
  const idle = (timeRemaining: number) =>
    asked.at(-1)?.run({ didTimeout: timeRemaining === 0, timeRemaining: () => timeRemaining });
  return { asked, clock, timers, pace, idle };
}

test('waiting for idle time leaves nothing behind, however often', () => {
  const { pace, idle } = stage();
  const stop = new AbortController();
  const added = vi.spyOn(stop.signal, 'addEventListener');
  const run = vi.fn();

  for (let times = 0; times < 100; times++) {
    pace.whenIdle(run, 500, stop.signal);
    idle(10);
  }
  expect(run).toHaveBeenCalledTimes(100);
  expect(added).not.toHaveBeenCalled();

  pace.whenIdle(run, 500, stop.signal);
  stop.abort();
  idle(10);
  expect(run).toHaveBeenCalledTimes(100);
});

test('a slice ends with the idle time that it was begun in', () => {
  const { pace, idle } = stage();
  const { signal } = new AbortController();
  expect(pace.sliceMs()).toBe(8);
  for (const [timeRemaining, sliceMs] of [
    [49, 8],
    [5.5, 5.5],
    [0.3, 2],
  ] as const) {
    pace.whenIdle(() => undefined, 500, signal);
    idle(timeRemaining);
    expect(pace.sliceMs(), `${timeRemaining} ms are left`).toBe(sliceMs);
  }
});

test('work that was begun in idle time goes on as long as that lasts, then waits for the next', async () => {
  const { asked, clock, timers, pace, idle } = stage();
  pace.whenIdle(() => undefined, 500, new AbortController().signal);
  idle(20);
  clock.now += 8;
  void pace.yieldToPage();
  expect([asked.length, timers.length]).toEqual([1, 1]);
  clock.now += 8;
  expect(pace.sliceMs()).toBe(4);

  clock.now += 2.5;
  const goneOn = pace.yieldToPage();
  expect([asked.length, timers.length]).toEqual([2, 1]);
  expect(asked.at(-1)?.timeout).toBe(50);
  // It never came.
  idle(0);
  await goneOn;
  expect(pace.sliceMs()).toBe(4);
});

test('a slice may go on until its time is up', () => {
  let now = 100;
  const { pace } = stage();
  const mayGoOn = startSlice({ ...pace, now: () => now });
  now = 107.9;
  expect(mayGoOn()).toBe(true);
  now = 108;
  expect(mayGoOn()).toBe(false);
});
