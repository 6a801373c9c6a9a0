import { expect, test, vi } from 'vitest';
import { createMatchStates } from '../../utils/highlight/match-states.ts';
import { createKey, type IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { AskMatchesReply } from '../../utils/messaging/protocol.ts';

const A = createKey('domain', 'a.test');
const B = createKey('domain', 'b.test');
const C = createKey('domain', 'c.test');

function setUp(answer: (keys: readonly IndicatorKey[]) => string) {
  const asked: (readonly IndicatorKey[])[] = [];
  const later: (() => void)[] = [];
  const onAnswer = vi.fn();
  const states = createMatchStates({
    ask: async (keys): Promise<AskMatchesReply> => {
      asked.push(keys);
      return { states: answer(keys), mode: 'highlight', epoch: 1 };
    },
    onAnswer,
    later: (run) => later.push(run),
    signal: new AbortController().signal,
  });
  return { asked, later, onAnswer, states };
}

test('asks once about each key, in the order wanted', async () => {
  const { asked, onAnswer, states } = setUp((keys) => 'mu.'.slice(0, keys.length));
  states.want([A, B]);
  states.want([B, C]);
  await vi.waitFor(() => expect(onAnswer).toHaveBeenCalledTimes(2));
  states.want([A, B, C]);
  expect(asked).toEqual([[A, B], [C]]);
  expect([A, B, C].map(states.stateOf)).toEqual(['match', 'unread', 'match']);
});

test('asks nothing when there is nothing to ask', () => {
  const { asked, states } = setUp(() => '');
  states.want([]);
  expect(asked).toEqual([]);
});

test('keeps the old answers until the new ones are there', async () => {
  let code = 'm';
  const { asked, onAnswer, states } = setUp((keys) => code.repeat(keys.length));
  states.want([A]);
  await vi.waitFor(() => expect(onAnswer).toHaveBeenCalledTimes(1));
  code = 'r';
  states.renew([A]);
  expect(states.stateOf(A)).toBe('match');
  await vi.waitFor(() => expect(states.stateOf(A)).toBe('related'));
  expect(asked).toHaveLength(2);
});

test('asks the same keys again after a failure', async () => {
  let isDown = true;
  const { asked, later, states } = setUp(() => {
    if (isDown) throw new Error('no background');
    return 'm';
  });
  states.want([A]);
  await vi.waitFor(() => expect(later).toHaveLength(1));
  isDown = false;
  later[0]?.();
  await vi.waitFor(() => expect(states.stateOf(A)).toBe('match'));
  expect(asked).toEqual([[A], [A]]);
});
