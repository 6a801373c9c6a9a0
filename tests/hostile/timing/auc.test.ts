import { expect, test } from 'vitest';
import { createRandom, findAuc, findSeparation } from './auc.ts';

test('AUC counts pairs: all above, all below, ties half', () => {
  expect(findAuc([1, 2, 3], [4, 5, 6])).toBe(1);
  expect(findAuc([4, 5, 6], [1, 2, 3])).toBe(0);
  expect(findAuc([1, 1], [1, 1])).toBe(0.5);
  // Of the four pairs one is a win, two are ties, one a loss.
  expect(findAuc([1, 2], [1, 2])).toBe(0.5);
  expect(findAuc([1, 3], [2, 4])).toBe(0.75);
});

test('AUC equals the plain count over all pairs', () => {
  const random = createRandom(7);
  const draw = (n: number) => Array.from({ length: n }, () => Math.floor(random() * 20));
  const [negatives, positives] = [draw(60), draw(45)];
  const wins = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
  expect(findAuc(negatives, positives)).toBeCloseTo(
    wins.reduce<number>((a, b) => a + b, 0) / wins.length,
    12,
  );
});

test('the interval holds 0.5 for equal groups and leaves it for groups that differ', () => {
  const random = createRandom(3);
  const draw = (shift: number) => Array.from({ length: 400 }, () => random() + shift);
  const equal = findSeparation(draw(0), draw(0), createRandom(1), { rounds: 400 });
  expect(equal.low).toBeLessThan(0.5);
  expect(equal.high).toBeGreaterThan(0.5);
  const apart = findSeparation(draw(0), draw(0.3), createRandom(1), { rounds: 400 });
  expect(apart.low).toBeGreaterThan(0.6);
  expect(apart.high).toBeLessThan(1);
});
