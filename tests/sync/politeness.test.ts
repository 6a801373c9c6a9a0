import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../utils/lang/time.ts';
import {
  findBudgetLimit,
  isBlocking,
  isLongQuota,
  nextMidnight,
  readSpent,
  recordFailure,
  spendRequest,
} from '../../utils/sync/politeness.ts';
import type { Spent, Trouble } from '../../utils/sync/state.ts';
import { SETTINGS, START } from './rig.ts';

const NOTHING: Spent = { minuteStartedAt: 0, minute: 0, day: 0, today: 0 };
const half = () => 0.5;

const spendMany = (count: number, now: number, stepMs = 0) =>
  Array.from({ length: count }, (_, i) => now + i * stepMs).reduce(spendRequest, NOTHING);

describe('budgets', () => {
  test('a minute begins with its first request and ends 60 seconds later', () => {
    const spent = spendMany(3, START, 20 * SECOND_MS);
    expect(readSpent(spent, START + 40 * SECOND_MS)).toEqual({ minute: 3, today: 3 });
    expect(readSpent(spent, START + MINUTE_MS)).toEqual({ minute: 0, today: 3 });
    expect(readSpent(spendRequest(spent, START + MINUTE_MS), START + MINUTE_MS)).toEqual({
      minute: 1,
      today: 4,
    });
  });

  test('the day ends at 00:00 UTC', () => {
    const spent = spendMany(5, START);
    expect(readSpent(spent, nextMidnight(START) - 1).today).toBe(5);
    expect(readSpent(spent, nextMidnight(START)).today).toBe(0);
  });

  test('a clock that went back begins both anew', () => {
    expect(readSpent(spendMany(5, START), START - DAY_MS)).toEqual({ minute: 0, today: 0 });
    expect(readSpent(spendMany(5, START), START - 1)).toEqual({ minute: 0, today: 5 });
  });

  test('a spent minute waits for the next, a spent day for midnight', () => {
    const settings = { ...SETTINGS, perMinute: 4, perDay: 10 };
    expect(findBudgetLimit(spendMany(3, START), settings, true, START)).toBeUndefined();
    expect(findBudgetLimit(spendMany(4, START), settings, true, START + 1)).toEqual({
      why: 'budget-minute',
      nextAt: START + MINUTE_MS,
    });
    expect(findBudgetLimit(spendMany(10, START, MINUTE_MS), settings, true, START + HOUR_MS)).toEqual({
      why: 'budget-day',
      nextAt: nextMidnight(START),
    });
  });

  test('older gaps leave the day enough for its polls, and half of it at most', () => {
    const late = nextMidnight(START) - 50 * MINUTE_MS;
    const settings = { ...SETTINGS, perDay: 100 };
    expect(findBudgetLimit(spendMany(89, late), settings, false, late)).toBeUndefined();
    expect(findBudgetLimit(spendMany(90, late), settings, false, late)?.why).toBe('budget-day');
    expect(findBudgetLimit(spendMany(90, late), settings, true, late)).toBeUndefined();
    expect(findBudgetLimit(spendMany(49, START), settings, false, START)).toBeUndefined();
    expect(findBudgetLimit(spendMany(50, START), settings, false, START)?.why).toBe('budget-day');
  });
});

/** Failures of one kind, each at the moment the one before allowed. */
function failAgain(code: Trouble['code'], times: number, random = half): Trouble[] {
  const run: Trouble[] = [];
  let now = START;
  for (let i = 0; i < times; i++) {
    const trouble = recordFailure(run.at(-1), { code, message: 'x' }, SETTINGS, now, random);
    run.push(trouble);
    now = trouble.nextAt;
  }
  return run;
}

const waitsOf = (run: readonly Trouble[]) => run.map(({ at, nextAt }) => nextAt - at);

describe('backing off', () => {
  test('5xx: doubling from half a minute, up to an hour, a part of it random', () => {
    expect(waitsOf(failAgain('server', 9, () => 0)).map((ms) => ms / SECOND_MS)).toEqual([
      15, 30, 60, 120, 240, 480, 960, 1800, 1800,
    ]);
    expect(Math.max(...waitsOf(failAgain('server', 20, () => 0.999)))).toBeLessThanOrEqual(HOUR_MS);
  });

  test('offline: no longer than the polling interval', () => {
    expect(Math.max(...waitsOf(failAgain('offline', 20, () => 0.999)))).toBeLessThanOrEqual(
      SETTINGS.intervalMs,
    );
  });

  const waitAfter = (before: Trouble | undefined, retryAfterMs: number, now = START) =>
    recordFailure(before, { code: 'quota', message: 'x', retryAfterMs }, SETTINGS, now, half).nextAt - now;

  test('Retry-After is obeyed, up to a day and not below a few seconds', () => {
    expect(waitAfter(undefined, 0)).toBe(5 * SECOND_MS);
    expect(waitAfter(undefined, 7000)).toBe(7000);
    expect(waitAfter(undefined, 7 * HOUR_MS)).toBe(7 * HOUR_MS);
    expect(waitAfter(undefined, Number.POSITIVE_INFINITY)).toBe(DAY_MS);
  });

  test('one that was not true the last time shortens no wait, and still lengthens it', () => {
    const failed = failAgain('quota', 2).at(-1);
    const now = failed?.nextAt;
    expect(waitAfter(failed, 0, now)).toBe(90 * SECOND_MS);
    expect(waitAfter(failed, 7 * HOUR_MS, now)).toBe(7 * HOUR_MS);
  });

  test('after an hour of 429 it is a daily or monthly quota: hourly, and when the day begins', () => {
    const run = failAgain('quota', 24);
    const firstLong = run.findIndex(isLongQuota);
    expect(run[firstLong]?.at).toBeGreaterThanOrEqual(START + HOUR_MS);
    expect(run[firstLong - 1]?.at).toBeLessThan(START + HOUR_MS);
    const midnight = nextMidnight(START);
    const spread = midnight + MINUTE_MS / 2;
    for (const { at, nextAt } of run.slice(firstLong))
      expect(nextAt).toBe(
        Math.min(
          at + HOUR_MS,
          at < midnight ? spread : Number.POSITIVE_INFINITY,
          nextMidnight(at) + MINUTE_MS / 2,
        ),
      );
    expect(run.some(({ at }) => at === spread)).toBe(true);
  });

  test('two 429s with hours of sleep between are no quota of a day: nobody was asked meanwhile', () => {
    const failure = { code: 'quota', message: 'x' } as const;
    const evening = recordFailure(undefined, failure, SETTINGS, START, half);
    const morning = recordFailure(evening, failure, SETTINGS, START + 9 * HOUR_MS, half);
    expect(morning).toMatchObject({ failures: 1, since: START + 9 * HOUR_MS });
    expect(isLongQuota(morning)).toBe(false);
    // VirusTotal named the time itself, and refused again: that is one run.
    const named = recordFailure(undefined, { ...failure, retryAfterMs: 9 * HOUR_MS }, SETTINGS, START, half);
    expect(isLongQuota(recordFailure(named, failure, SETTINGS, named.nextAt + MINUTE_MS, half))).toBe(true);
  });

  test('a failure of another kind begins a new run, one of the same kind does not', () => {
    const quota = failAgain('quota', 3).at(-1);
    const now = quota?.nextAt ?? 0;
    const busy = recordFailure(quota, { code: 'busy', message: 'x' }, SETTINGS, now, half);
    expect(busy).toMatchObject({ failures: 4, since: START });
    const server = recordFailure(quota, { code: 'server', message: 'x' }, SETTINGS, now, half);
    expect(server).toMatchObject({ failures: 1, since: now });
  });

  test('after the clock went back, a run begins anew: its hour would never end', () => {
    const before = failAgain('quota', 3).at(-1);
    const after = recordFailure(before, { code: 'quota', message: 'x' }, SETTINGS, START - DAY_MS, half);
    expect(after).toMatchObject({ failures: 1, since: START - DAY_MS });
  });
});

describe('what a trouble forbids', () => {
  const of = (code: Trouble['code']) =>
    recordFailure(undefined, { code, message: 'x' }, SETTINGS, START, half);

  test('a refused key stops everything until it changes', () => {
    for (const code of ['unauthorised', 'forbidden'] as const) {
      expect(isBlocking(of(code), SETTINGS, START + 365 * DAY_MS)).toBe('stopped');
      expect(isBlocking(of(code), { ...SETTINGS, keyVersion: '2' }, START)).toBe('no');
    }
  });

  test('the rest waits for its time; another key has quotas of its own', () => {
    const { nextAt } = of('quota');
    expect(isBlocking(of('quota'), SETTINGS, nextAt - 1)).toBe('waiting');
    expect(isBlocking(of('quota'), SETTINGS, nextAt)).toBe('no');
    expect(isBlocking(of('quota'), { ...SETTINGS, keyVersion: '2' }, START)).toBe('no');
  });

  test('a clock that went back ends the wait', () => {
    expect(isBlocking(of('quota'), SETTINGS, START - 1)).toBe('no');
  });
});
