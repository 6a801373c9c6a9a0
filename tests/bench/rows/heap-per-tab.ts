import { setTimeout as wait } from 'node:timers/promises';
import type * as scanScript from '../in-browser/scan.ts';
import { interleave } from '../interleave.ts';
import { createReport } from '../report-page.ts';
import { openTab } from '../rig/bench-tab.ts';
import type { Chromium } from '../rig/chromium.ts';
import { openPair } from '../rig/pair.ts';
import type { BenchRow } from '../row.ts';

/** Reading, asking, answering and drawing are over by then. */
const SETTLE_MS = 2500;

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

export const heapPerTab: BenchRow = {
  id: 'heap-per-tab',
  what: 'what the extension adds to the heap of a tab (JavaScript, DOM and buffers, after garbage collection) on a 1 MB page with 1,000 candidates',
  unit: 'bytes',
  better: 'lower',
  target: 1024 * 1024,
  stretch: 300 * 1024,
  async measure(rig) {
    const url = await rig.serve(
      createReport({ characters: 1_000_000, seed: 3, indicatorShare: 0.0175 }).html,
    );
    const pair = await openPair(rig);
    const scanTab = await rig.openTab<typeof scanScript>(url, 'scan.ts');
    const { keys, found } = await scanTab.call('scanCold', 'ours');
    await scanTab.close();
    const { extended, plain } = await interleave(
      { extended: () => measureHeap(pair.extended, url), plain: () => measureHeap(pair.plain, url) },
      { warmUp: 1, rounds: rig.rounds(9, 4) },
    );
    await pair.close();
    return {
      ours: extended.map((bytes, i) => bytes - (plain[i] ?? Number.NaN)),
      notes: [`${keys} candidates in ${found} places`],
    };
  },
};

async function measureHeap(browser: Chromium, url: string): Promise<number> {
  const tab = await openTab(browser, { url });
  await wait(SETTLE_MS);
  await tab.send('HeapProfiler.enable');
  for (let times = 0; times < 3; times++) await tab.send('HeapProfiler.collectGarbage');
  const heap = await tab.send<HeapUsage>('Runtime.getHeapUsage');
  await tab.close();
  return heap.usedSize + (heap.embedderHeapUsedSize ?? 0) + (heap.backingStorageSize ?? 0);
}
