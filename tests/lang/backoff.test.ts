import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs } from '../../utils/lang/backoff.ts';

test('doubles up to the cap, half of it random', () => {
  const least = [1, 2, 3, 4, 5].map((failures) =>
    backoffMs({ failures, baseMs: 1000, capMs: 10_000, random: () => 0 }),
  );
  expect(least).toEqual([500, 1000, 2000, 4000, 5000]);
  expect(backoffMs({ failures: 1, baseMs: 1000, capMs: 10_000, random: () => 0.999 })).toBe(1000);
});

test('never waits longer than the cap, never overflows', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, r) => {
        const wait = backoffMs({ failures, baseMs: 15_000, capMs: 3_600_000, random: () => r });
        expect(wait).toBeGreaterThanOrEqual(7500);
        expect(wait).toBeLessThanOrEqual(3_600_000);
      },
    ),
  );
});
