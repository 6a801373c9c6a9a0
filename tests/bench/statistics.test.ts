import { expect, test } from 'vitest';
import { findMedian, findQuantile, findSpread } from './statistics.ts';

test('the median is the middle, or the mean of the two middle ones', () => {
  expect(findMedian([9, 1, 5])).toBe(5);
  expect(findMedian([9, 1, 5, 6])).toBe(5.5);
  expect(findMedian([7])).toBe(7);
  expect(findMedian([])).toBeNaN();
});

test('the spread is deaf to one wild sample', () => {
  expect(findSpread([10, 11, 12, 13, 5000])).toBe(1);
  expect(findSpread([4, 4, 4])).toBe(0);
});

test('a quantile is a value that is there, by its rank', () => {
  const values = [40, 10, 30, 20];
  expect(findQuantile(values, 0.5)).toBe(20);
  expect(findQuantile(values, 0.95)).toBe(40);
  expect(findQuantile(values, 0)).toBe(10);
  expect(findQuantile([], 0.5)).toBeNaN();
});
