import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';

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
