import { expect, test } from 'vitest';
import { type BenchRow, judge } from './row.ts';

const row: BenchRow = {
  id: 'a-row',
  what: 'this, against that',
  unit: 'ms',
  better: 'lower',
  target: 2,
  stretch: 1,
  measure: async () => ({ ours: [] }),
};

test('lower: a share of the baseline', () => {
  const outcome = judge(row, { ours: [3, 3, 9], baseline: [2, 2, 2], notes: ['a note'] });
  expect(outcome).toMatchObject({ ours: 3, baseline: 2, ratio: 1.5, pass: true, meetsStretch: false });
  expect(outcome).toMatchObject({ samples: 3, oursSpread: 0, notes: ['a note'] });
});

test('higher: how many times cheaper', () => {
  const outcome = judge({ ...row, better: 'higher', target: 8, stretch: 15 }, { ours: [2], baseline: [14] });
  expect(outcome).toMatchObject({ ratio: 7, pass: false, meetsStretch: false });
});

test('without a baseline the number itself is judged', () => {
  const absolute = { ...row, unit: 'slices', target: 0, stretch: 0 } as const;
  expect(judge(absolute, { ours: [0] })).toMatchObject({
    ratio: 0,
    baseline: 1,
    pass: true,
    meetsStretch: true,
  });
  expect(judge(absolute, { ours: [1] })).toMatchObject({ ratio: 1, pass: false });
});

test('no samples: no pass', () => {
  expect(judge(row, { ours: [], baseline: [1] }).pass).toBe(false);
});
