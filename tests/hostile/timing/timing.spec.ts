import { expect, test } from '@playwright/test';
import { copyBuild, removeBuild } from '../support/chromium-arm.ts';
import { WATCH_MS } from './measure-loads.ts';
import { runTiming } from './run-timing.ts';

// A few loads only: that the probe works. What it says is the bench's to judge, over hundreds of loads.
test('probe 17: the timing probe measures every observable', async () => {
  const build = await copyBuild();
  const { matched, control, medians } = await runTiming({ build, loads: 4, page: 'copies' });
  await removeBuild(build);
  for (const { auc, low, high } of [...Object.values(matched), ...Object.values(control)]) {
    expect(low).toBeLessThanOrEqual(auc);
    expect(high).toBeGreaterThanOrEqual(auc);
  }
  for (const mount of medians.mount) {
    expect(mount).toBeGreaterThan(0);
    expect(mount).toBeLessThanOrEqual(WATCH_MS);
  }
});
