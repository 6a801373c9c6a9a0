import { expect, test } from 'vitest';
import { KILL_POINTS } from './simulation/kills.ts';
import { runSeed, type SeedReport } from './simulation/run-seed.ts';

const SEEDS = 200;
const BATCH = 25;

const reports: SeedReport[] = [];

// `npm run simulate` runs thousands; one seed alone: `npm run simulate -- --from 17 --seeds 1`.
for (let from = 1; from <= SEEDS; from += BATCH) {
  test(`whatever happens, nothing is lost in silence: seeds ${from} to ${from + BATCH - 1}`, {
    timeout: 120_000,
  }, async () => {
    for (let seed = from; seed < from + BATCH; seed++) {
      const report = await runSeed(seed);
      reports.push(report);
      expect(report.fault, `seed ${seed}`).toBeUndefined();
    }
  });
}

test('the worker has died at every await of a step, before and after its effect', () => {
  const hit = new Set(reports.flatMap(({ kills }) => kills));
  expect(KILL_POINTS.filter((point) => !hit.has(point))).toEqual([]);
});

test('the weather was bad enough: walks failed, disks were full, rows expired unseen, went by retention', () => {
  const sum = (of: (report: SeedReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0);
  expect(sum(({ failures }) => failures)).toBeGreaterThan(100);
  expect(sum(({ storeFaults }) => storeFaults)).toBeGreaterThan(10);
  expect(sum(({ lostSeconds }) => lostSeconds)).toBeGreaterThan(0);
  expect(sum(({ rows }) => rows)).toBeGreaterThan(5000);
  expect(sum(({ unkept }) => unkept)).toBeGreaterThan(50);
  expect(sum(({ restarts }) => restarts)).toBeGreaterThan(50);
  expect(sum(({ takenOut }) => takenOut)).toBeGreaterThan(200);
  expect(sum(({ retainedOut }) => retainedOut)).toBeGreaterThan(200);
  expect(sum(({ pruned }) => pruned)).toBeGreaterThan(20);
});

test('the same seed is the same world', async () => {
  expect(await runSeed(42)).toEqual(await runSeed(42));
});
