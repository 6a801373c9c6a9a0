import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';

test('what has no more time ends with the round that it is in', async () => {
  let calls = 0;
  const count = async (most: number) => {
    calls = 0;
    const options = { warmUp: 1, rounds: 60, isTimeUp: () => calls > most };
    return (await interleave({ a: () => ++calls }, options)).a.length;
  };
  expect([await count(0), await count(1), await count(5), await count(100)]).toEqual([1, 1, 5, 60]);
});

test('variants take turns, and turn about; warm-up rounds are not counted', async () => {
  const calls: string[] = [];
  const variant = (name: string) => async () => {
    calls.push(name);
    return calls.length;
  };
  const samples = await interleave({ a: variant('a'), b: variant('b') }, { warmUp: 1, rounds: 2 });
  expect(calls.join('')).toBe('baabba');
  expect(samples).toEqual({ a: [3, 6], b: [4, 5] });
});
