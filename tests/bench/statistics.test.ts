import { expect, test } from 'vitest';
import { findMedian, findSpread } from './statistics.ts';

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
