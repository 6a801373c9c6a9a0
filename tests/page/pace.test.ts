import { expect, test, vi } from 'vitest';
import { createPace } from '../../utils/page/pace.ts';

test('waiting for idle time leaves nothing behind, however often', () => {
  const callbacks: (() => void)[] = [];
  const pace = createPace({
    requestIdleCallback: (run: () => void) => callbacks.push(run) - 1,
  } as unknown as Window & typeof globalThis);
  const stop = new AbortController();
  const added = vi.spyOn(stop.signal, 'addEventListener');
  const run = vi.fn();

  for (let times = 0; times < 100; times++) {
    pace.whenIdle(run, 500, stop.signal);
    callbacks.at(-1)?.();
  }
  expect(run).toHaveBeenCalledTimes(100);
  expect(added).not.toHaveBeenCalled();

  pace.whenIdle(run, 500, stop.signal);
  stop.abort();
  callbacks.at(-1)?.();
  expect(run).toHaveBeenCalledTimes(100);
});
