import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMatchStates } from '../../utils/highlight/match-states.ts';
import { createKey, type IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { AskMatchesReply } from '../../utils/messaging/protocol.ts';

const A = createKey('domain', 'a.test');
const B = createKey('domain', 'b.test');
const C = createKey('domain', 'c.test');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** `answer`: the codes, after `delayMs`. */
function setUp(answer: (keys: readonly IndicatorKey[]) => string, delayMs = 5) {
  const asked: (readonly IndicatorKey[])[] = [];
  const steps: string[] = [];
  const begin = Date.now();
  const states = createMatchStates({
    ask: async (keys): Promise<AskMatchesReply> => {
      asked.push(keys);
      steps.push(`ask ${Date.now() - begin}`);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      return { states: answer(keys), mode: 'highlight', modifier: 'Alt', paintStyle: '.none{}' };
    },
    onTick: () => steps.push(`paint ${Date.now() - begin}`),
    later: (run, ms) => void setTimeout(run, ms),
    signal: new AbortController().signal,
  });
  return { asked, steps, states };
}

test('asks once about each key, in the order wanted', async () => {
  const { asked, states } = setUp((keys) => 'mu.'.slice(0, keys.length));
  states.want([A, B]);
  states.want([B, C]);
  await vi.advanceTimersByTimeAsync(100);
  states.want([A, B, C]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual([[A, B], [C]]);
  expect([A, B, C].map(states.stateOf)).toEqual(['match', 'unread', 'match']);
});

test('asks nothing when there is nothing to ask', async () => {
  const { asked, steps, states } = setUp(() => '');
  states.want([]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual([]);
  expect(steps).toEqual([]);
});

test('when it asks and paints is the same however long an answer takes, and whatever it says', async () => {
  const records = [];
  for (const [code, delayMs] of [
    ['.', 1],
    ['m', 31],
    ['m', 33],
    ['u', 900],
    ['r', 3_000],
  ] as const) {
    const { asked, steps, states } = setUp((keys) => code.repeat(keys.length), delayMs);
    states.want([A]);
    await vi.advanceTimersByTimeAsync(10);
    states.want([B]);
    await vi.advanceTimersByTimeAsync(300);
    states.want([C]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(states.stateOf(C)).not.toBe(code === '.' ? 'match' : 'none');
    records.push({ asked, steps });
  }
  for (const record of records) expect(record).toEqual(records[0]);
});

test('what has come is shown at a tick, never between', async () => {
  const { states } = setUp((keys) => 'm'.repeat(keys.length), 40);
  states.want([A]);
  await vi.advanceTimersByTimeAsync(63);
  expect(states.stateOf(A)).toBe('none');
  await vi.advanceTimersByTimeAsync(1);
  expect(states.stateOf(A)).toBe('match');
});

test('a page that goes on bringing candidates is asked about four times a second, and at once when it was quiet', async () => {
  const { steps, states } = setUp((keys) => 'm'.repeat(keys.length));
  const bring = async (count: number) => {
    for (let i = 0; i < count; i++) {
      states.want([createKey('domain', `h${steps.length}-${i}.test`)]);
      await vi.advanceTimersByTimeAsync(10);
    }
  };
  await bring(200);
  expect(steps.slice(0, 8)).toEqual([
    'ask 0',
    'paint 32',
    'ask 32',
    'paint 96',
    'ask 96',
    'paint 224',
    'ask 224',
    'paint 480',
  ]);
  expect(steps.filter((step) => step.startsWith('paint'))).toHaveLength(9);
  // The last question's own moments, up to the one after a second.
  await vi.advanceTimersByTimeAsync(2_000);
  const before = steps.length;
  await bring(1);
  await vi.advanceTimersByTimeAsync(31);
  const [question, paint] = steps.slice(before).map((step) => Number(step.split(' ')[1]));
  expect(steps[before]).toMatch(/^ask/);
  expect((paint ?? 0) - (question ?? 0)).toBe(32);
});

test('an answer that is very late is shown all the same', async () => {
  const { states } = setUp(() => 'm', 20_000);
  states.want([A]);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(states.stateOf(A)).toBe('match');
});

test('keeps the old answers until the new ones are there, and drops those to older questions', async () => {
  let code = 'm';
  const { asked, states } = setUp((keys) => code.repeat(keys.length), 50);
  states.want([A]);
  await vi.advanceTimersByTimeAsync(100);
  states.renew([A]);
  await vi.advanceTimersByTimeAsync(40);
  states.renew([A]);
  code = 'r';
  expect(states.stateOf(A)).toBe('match');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(states.stateOf(A)).toBe('related');
  expect(asked).toHaveLength(3);
});

test('asks the same keys again after a failure', async () => {
  let isDown = true;
  const { asked, states } = setUp(() => {
    if (isDown) throw new Error('no background');
    return 'm';
  });
  states.want([A]);
  await vi.advanceTimersByTimeAsync(500);
  isDown = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(states.stateOf(A)).toBe('match');
  expect(asked).toEqual([[A], [A]]);
});

test('a page of any number of questions asks each of them again', async () => {
  let isDown = true;
  const { asked, states } = setUp((keys) => {
    if (isDown) throw new Error('no background');
    return 'm'.repeat(keys.length);
  });
  const keys = Array.from({ length: 50_001 }, (_, i) => createKey('domain', `h${i}.test`));
  states.want(keys);
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toHaveLength(6);
  isDown = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toHaveLength(12);
  expect(keys.filter((key) => states.stateOf(key) !== 'match')).toEqual([]);
});

test('a question that always fails is asked four times, whatever else is answered in between', async () => {
  const { asked, states } = setUp((keys) => {
    if (keys.includes(A)) throw new Error('too much');
    return 'm'.repeat(keys.length);
  });
  states.want([A]);
  for (let i = 0; i < 120; i++) {
    await vi.advanceTimersByTimeAsync(500);
    states.want([createKey('domain', `h${i}.test`)]);
  }
  expect(asked.filter((keys) => keys.includes(A))).toEqual([[A], [A], [A], [A]]);
  expect(states.stateOf(createKey('domain', 'h0.test'))).toBe('match');
});
