import { formatNumber } from '../format.ts';
import type * as script from '../in-browser/feed.ts';
import { interleave } from '../interleave.ts';
import type { BenchRow } from '../row.ts';
import { findMedian } from '../statistics.ts';

/**
 * How much there is to save depends on how long the feed has become. The target is from feeds on which reading all again
 * takes 26 to 66 % of the wall time: so long that it is a third here.
 */
const BATCHES = 1_100;
const QUICK_BATCHES = 100;

const EMPTY_FEED = '<!doctype html><html lang="en"><title>Feed</title><body><h1>Feed</h1></body></html>';

export const feedShare: BenchRow = {
  id: 'feed-share',
  what: 'an endless feed growing to 7 MB: time spent on reading what is new, against reading the whole page again after each batch',
  unit: 'ms',
  better: 'lower',
  target: 0.02,
  stretch: 0.01,
  async measure(rig) {
    const url = await rig.serve(EMPTY_FEED);
    const batches = rig.rounds(BATCHES, QUICK_BATCHES);
    const shares: Record<'readNewPosts' | 'readAllAgain', number[]> = { readNewPosts: [], readAllAgain: [] };
    const found = new Set<number>();
    const measure = async (how: keyof typeof shares) => {
      const tab = await rig.openTab<typeof script>(url, 'feed.ts');
      const run = await tab.call(how, { batches });
      await tab.close();
      shares[how].push(run.busyMs / run.wallMs);
      found.add(run.found);
      return run.busyMs;
    };
    const { ours, baseline } = await interleave(
      { ours: () => measure('readNewPosts'), baseline: () => measure('readAllAgain') },
      { warmUp: 0, rounds: rig.rounds(3, 2), isTimeUp: rig.isTimeUp },
    );
    if (found.size > 1) throw new Error(`not the same found by both: ${[...found].join(', ')}`);
    const percent = (list: readonly number[]) => `${formatNumber(findMedian(list) * 100)} %`;
    const notes = [
      `${percent(shares.readNewPosts)} of the wall time, against ${percent(shares.readAllAgain)}`,
    ];
    return { ours, baseline, notes };
  },
};
