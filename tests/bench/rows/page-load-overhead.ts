import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatNumber } from '../format.ts';
import { interleave } from '../interleave.ts';
import { createReport } from '../report-page.ts';
import { openTab } from '../rig/bench-tab.ts';
import { type Chromium, openChromium } from '../rig/chromium.ts';
import { openPair } from '../rig/pair.ts';
import type { BenchRow } from '../row.ts';
import { findMedian } from '../statistics.ts';

const EMPTY_EXTENSION = join(import.meta.dirname, '../empty-extension');

const SIZES = [10_000, 100_000, 1_000_000];

/** What a page says of its own load, by the Navigation Timing standard. */
const READ_TIMING = `globalThis.bench = {
  loadEnd: () => performance.getEntriesByType('navigation')[0].loadEventEnd,
};`;

export const pageLoadOverhead: BenchRow = {
  id: 'page-load-overhead',
  what: 'loading three pages without indicators (10 KB, 100 KB, 1 MB) until the end of their load event, with the extension against without',
  unit: 'ms',
  better: 'lower',
  target: 1.03,
  stretch: 1.01,
  async measure(rig) {
    const pair = await openPair(rig);
    const empty = await openEmptyExtension();
    const urls = await Promise.all(
      SIZES.map((characters) => rig.serve(createReport({ characters, seed: 2, indicatorShare: 0 }).html)),
    );
    const loadAll = async (browser: Chromium) => {
      let sum = 0;
      for (const url of urls) {
        const tab = await openTab<{ loadEnd: () => number }>(browser, { url, script: READ_TIMING });
        sum += await tab.call('loadEnd');
        await tab.close();
      }
      return sum;
    };
    const { ours, baseline, least } = await interleave(
      {
        ours: () => loadAll(pair.extended),
        baseline: () => loadAll(pair.plain),
        least: () => loadAll(empty.browser),
      },
      { warmUp: rig.rounds(2, 1), rounds: rig.rounds(60, 12), isTimeUp: rig.isTimeUp },
    );
    await pair.close();
    await empty.close();
    const [ms, times] = [findMedian(least), findMedian(least) / findMedian(baseline)].map(formatNumber);
    return {
      ours,
      baseline,
      notes: [`an extension whose content script is empty, and that does nothing else: ${ms} ms, ${times}x`],
    };
  },
};

/** What Chromium itself takes for running anything in a page's isolated world. */
async function openEmptyExtension() {
  const profile = await mkdtemp(join(tmpdir(), 'huntlight-bench-empty-'));
  const browser = await openChromium({ profile, extensions: [EMPTY_EXTENSION] });
  return {
    browser,
    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
