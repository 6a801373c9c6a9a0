import { setTimeout as wait } from 'node:timers/promises';
import { formatNumber } from '../format.ts';
import type * as scanScript from '../in-browser/scan.ts';
import { interleave } from '../interleave.ts';
import { createReport } from '../report-page.ts';
import { openTab } from '../rig/bench-tab.ts';
import type { Chromium } from '../rig/chromium.ts';
import { openPair } from '../rig/pair.ts';
import type { BenchRow } from '../row.ts';
import { findMedian } from '../statistics.ts';

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
    const { extended, plain, walked } = await interleave(
      {
        extended: () => measureHeap(pair.extended, url),
        plain: () => measureHeap(pair.plain, url),
        walked: () => measureHeap(pair.plain, url, walkTexts),
      },
      { warmUp: 1, rounds: rig.rounds(9, 4) },
    );
    await pair.close();
    const without = (bytes: number, i: number) => bytes - (plain[i] ?? Number.NaN);
    const walk = formatNumber(findMedian(walked.map(without)));
    return {
      ours: extended.map(without),
      notes: [
        `${keys} candidates in ${found} places`,
        `a content script's world in which one loop has asked each text node for its length, and nothing else: ${walk} bytes`,
      ],
    };
  },
};

type Tab = Awaited<ReturnType<typeof openTab>>;

/** What every scanner does: each node that a script is handed keeps its wrapper for as long as its document lives. */
async function walkTexts(tab: Tab): Promise<void> {
  const { frameTree } = await tab.send<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree');
  const world = { frameId: frameTree.frame.id, worldName: 'walker' };
  const { executionContextId } = await tab.send<{ executionContextId: number }>(
    'Page.createIsolatedWorld',
    world,
  );
  const expression = `{
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    let length = 0;
    while (walker.nextNode() !== null) length += walker.currentNode.length;
  }`;
  await tab.send('Runtime.evaluate', { contextId: executionContextId, expression });
}

async function measureHeap(
  browser: Chromium,
  url: string,
  run: (tab: Tab) => Promise<void> = async () => undefined,
): Promise<number> {
  const tab = await openTab(browser, { url });
  await run(tab);
  await wait(SETTLE_MS);
  await tab.send('HeapProfiler.enable');
  for (let times = 0; times < 3; times++) await tab.send('HeapProfiler.collectGarbage');
  const heap = await tab.send<HeapUsage>('Runtime.getHeapUsage');
  await tab.close();
  return heap.usedSize + (heap.embedderHeapUsedSize ?? 0) + (heap.backingStorageSize ?? 0);
}
