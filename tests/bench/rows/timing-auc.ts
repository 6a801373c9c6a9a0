import { createLeakyBuild } from '../../hostile/leaky/create-leaky-build.ts';
import { copyBuild, removeBuild } from '../../hostile/support/chromium-arm.ts';
import { OBSERVABLES } from '../../hostile/timing/measure-loads.ts';
import {
  isTold,
  MOST_AUC,
  runTiming,
  TIMING_PAGES,
  type TimingResult,
} from '../../hostile/timing/run-timing.ts';
import type { BenchRow } from '../row.ts';

/**
 * Of each kind, in a full run: of the pages in which one frame does all, and of the one that watches from beside, where the
 * background's own pace makes times differ more, and the interval is wider for it.
 */
const LOADS = { copies: 400, distinct: 400, beside: 800 } as const;
/** Enough for a leak that is worth the name. */
const LEAKY_LOADS = 60;

const describe = (page: string, { matched }: TimingResult) =>
  OBSERVABLES.map((what) => {
    const { auc, low, high } = matched[what];
    return `${page}, ${what}: AUC ${auc.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
  });

export const timingAuc: BenchRow = {
  id: 'timing-auc',
  isForFullRuns: true,
  what: 'how well a page tells loads of known indicators from loads of unknown ones by their time: the upper end of the AUC, the worst of all ways to look',
  unit: 'AUC',
  better: 'lower',
  target: MOST_AUC,
  stretch: 0.56,
  async measure(rig) {
    const build = await copyBuild();
    const leaky = await createLeakyBuild();
    try {
      const notes: string[] = [];
      let worst = 0;
      for (const page of TIMING_PAGES) {
        const loads = rig.rounds(LOADS[page], 40);
        const result = await runTiming({ build, loads, page });
        notes.push(`${loads} loads of each kind`, ...describe(page, result));
        for (const { low, high } of Object.values(result.matched)) {
          // Chance outside the interval: told apart, however little.
          const isApart = low > 0.5 || high < 0.5;
          worst = Math.max(worst, isApart ? 1 : Math.max(high, 1 - low));
        }
      }
      const caught = await runTiming({
        build: leaky,
        loads: LEAKY_LOADS,
        page: 'copies',
        leak: 'host-on-matches',
      });
      const told = OBSERVABLES.filter((what) => isTold(caught.matched[what]));
      if (told.length === 0) throw new Error('the leaky build was not caught');
      notes.push(`a build that adds its host for matches only is told by ${told.join(', ')}`);
      return { ours: [worst], notes };
    } finally {
      await removeBuild(build);
      await removeBuild(leaky);
    }
  },
};
