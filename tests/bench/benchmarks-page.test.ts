import { expect, test } from 'vitest';
import { createBenchmarksPage } from './benchmarks-page.ts';
import { type BenchRow, judge } from './row.ts';

const row: BenchRow = {
  id: 'scan',
  what: 'ours against theirs',
  unit: 'ms',
  better: 'higher',
  target: 8,
  stretch: 15,
  measure: async () => ({ ours: [] }),
};
const machine = {
  date: '2026-11-22',
  browser: 'Chromium 156',
  processor: 'a processor',
  cores: 2,
  memoryGb: 24,
  system: 'linux',
  node: 'v26',
};

test('a table of all rows, then what each one is', () => {
  const bytes: BenchRow = {
    ...row,
    id: 'size',
    unit: 'bytes',
    better: 'lower',
    target: 20_480,
    stretch: 12_288,
  };
  const page = createBenchmarksPage({
    machine,
    outcomes: [
      judge(row, { ours: [1, 2, 3], baseline: [20], notes: ['seen too'] }),
      judge(bytes, { ours: [21_000] }),
    ],
    missing: ['churn'],
    plots: [{ file: 'images/scaling-match.svg', title: 'Match time' }],
  });
  expect(page).toContain(
    '| `scan` | 2 ms ± 1 | 20 ms | 10x cheaper | >= 8x cheaper | >= 15x cheaper | target |',
  );
  expect(page).toContain(
    '| `size` | 21,000 bytes |  | 21,000 bytes | <= 20,480 bytes | <= 12,288 bytes | MISSED |',
  );
  expect(page).toContain('Not measured in this run: `churn`.');
  expect(page).toContain('- `scan`: ours against theirs (3 runs).\n  seen too.');
  expect(page).toContain('![Match time](images/scaling-match.svg)');
  expect(page).toContain('2026-11-22: Chromium 156, a processor, 2 cores, 24 GB, linux');
});
