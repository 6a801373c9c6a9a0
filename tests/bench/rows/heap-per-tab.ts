import { setTimeout as wait } from 'node:timers/promises';
import { formatNumber } from '../format.ts';
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
      { warmUp: 1, rounds: rig.rounds(9, 4), isTimeUp: rig.isTimeUp },
    );
    const parts = subtractParts(await readParts(pair.extended, url), await readParts(pair.plain, url));
    await pair.close();
    return {
      ours: extended.map((bytes, i) => bytes - (plain[i] ?? Number.NaN)),
      notes: [
        `${keys} candidates in ${found} places`,
        `by one heap snapshot of each side: ${parts.map(([part, bytes]) => `${part} ${formatNumber(bytes)}`).join(', ')} bytes`,
      ],
    };
  },
};

type Tab = Awaited<ReturnType<typeof openTab>>;

async function openSettled(browser: Chromium, url: string): Promise<Tab> {
  const tab = await openTab(browser, { url });
  await wait(SETTLE_MS);
  await tab.send('HeapProfiler.enable');
  for (let times = 0; times < 3; times++) await tab.send('HeapProfiler.collectGarbage');
  return tab;
}

async function measureHeap(browser: Chromium, url: string): Promise<number> {
  const tab = await openSettled(browser, url);
  const heap = await tab.send<HeapUsage>('Runtime.getHeapUsage');
  await tab.close();
  return heap.usedSize + (heap.embedderHeapUsedSize ?? 0) + (heap.backingStorageSize ?? 0);
}

/** Names of nodes of a heap snapshot (`type name`), by what they are for; the first that takes one has it. */
const PARTS: readonly (readonly [part: string, takes: RegExp])[] = [
  ['compiled code', /^code /],
  ["the scripts' text", /ExternalStringData/],
  ["wrappers of the page's nodes", /^object (?:Text|HTML\w*Element)$/],
  ['the watch for what comes into view', /IntersectionObserv|NodeRareData/],
  ['the world of content scripts', /^native system|^object shape/],
];
const REST = 'the rest';

interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[]];
    };
  };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

type Parts = ReadonlyMap<string, number>;

/** Bytes by part. */
async function readParts(browser: Chromium, url: string): Promise<Parts> {
  const tab = await openSettled(browser, url);
  let json = '';
  const stop = browser.devTools.on('HeapProfiler.addHeapSnapshotChunk', (chunk) => {
    json += (chunk as { chunk: string }).chunk;
  });
  await tab.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  stop();
  await tab.close();
  const { snapshot, nodes, strings } = JSON.parse(json) as HeapSnapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
  const bytes = new Map<string, number>();
  for (let at = 0; at < nodes.length; at += fields.length) {
    const read = (field = 0) => nodes[at + field] ?? 0;
    const title = `${types[0][read(type)]} ${strings[read(name)]}`;
    const part = PARTS.find(([, takes]) => takes.test(title))?.[0] ?? REST;
    bytes.set(part, (bytes.get(part) ?? 0) + read(size));
  }
  return bytes;
}

function subtractParts(all: Parts, without: Parts): readonly (readonly [string, number])[] {
  const names = [...PARTS.map(([part]) => part), REST];
  return names.map((part) => [part, (all.get(part) ?? 0) - (without.get(part) ?? 0)]);
}
