import { createGeneratedSource } from '../../virustotal/generator/generated-source.ts';
import { createInProcessFetch } from '../../virustotal/in-process-fetch.ts';
import { createStandIn } from '../../virustotal/stand-in.ts';
import { formatNumber } from '../format.ts';
import type * as script from '../in-browser/store-stream-pages.ts';
import { interleave } from '../interleave.ts';
import type { BenchTab } from '../rig/bench-tab.ts';
import type { BenchRow } from '../row.ts';

const KEY = 'key-of-the-benchmark';
const STREAM_PAGES = 20;
const ROWS_PER_STREAM_PAGE = 40;
/** As large as VirusTotal's own files are. */
const ITEM_BYTES = 25_000;

/**
 * The CPU time of the thread that syncs: what a background worker burns, and what keeps a page waiting that asks it
 * meanwhile. The browser's own storage process is not in it, on either side. The baseline leaves out all that makes an
 * archive of it, so the target says what that may cost: as much again.
 */
export const streamPageCpu: BenchRow = {
  id: 'stream-page-cpu',
  what: 'CPU of the syncing thread per stream page of 40 full objects, from the body to the commit (validated, keyed, counted, indexed, progress kept), against JSON.parse and one put in a transaction of its own per row, nothing else',
  unit: 'ms',
  better: 'lower',
  target: 2,
  stretch: 1,
  async measure(rig) {
    const bodies = await readBodies();
    const tab = await rig.openTab<typeof script>(
      await rig.serve('<!doctype html><title>Stream pages</title>'),
      'store-stream-pages.ts',
    );
    await tab.call('keepBodies', bodies);
    await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
    let turn = 0;
    const run = (store: 'storeOurs' | 'storePlain') => async () => {
      const before = await readCpu(tab);
      const rows = await tab.call(store, `stream-pages-${turn++}`);
      const ms = ((await readCpu(tab)) - before) / STREAM_PAGES;
      if (rows !== STREAM_PAGES * ROWS_PER_STREAM_PAGE) throw new Error(`${store} kept ${rows} rows`);
      return ms;
    };
    const samples = await interleave(
      { ours: run('storeOurs'), plain: run('storePlain') },
      { warmUp: 1, rounds: rig.rounds(11, 3), isTimeUp: rig.isTimeUp },
    );
    await tab.close();
    const bytes = bodies.reduce((sum, body) => sum + body.length, 0) / STREAM_PAGES;
    return {
      ours: samples.ours,
      baseline: samples.plain,
      notes: [
        `${formatNumber(bytes)} bytes of JSON a stream page, ${STREAM_PAGES} of them into an empty archive`,
      ],
    };
  },
};

/** ms of CPU that the tab's main thread has used. */
async function readCpu(tab: BenchTab<typeof script>): Promise<number> {
  const { metrics } = await tab.send<{ metrics: { name: string; value: number }[] }>(
    'Performance.getMetrics',
  );
  const found = metrics.find(({ name }) => name === 'TaskDuration');
  if (found === undefined) throw new Error('no TaskDuration among the metrics');
  return found.value * 1000;
}

/** The newest stream pages of an invented stream, as they come over the wire. */
async function readBodies(): Promise<readonly string[]> {
  const newest = Math.floor(Date.now() / 1000) - 60;
  const count = 10 * STREAM_PAGES * ROWS_PER_STREAM_PAGE;
  const generated = createGeneratedSource({ count, seed: 1, newest, itemBytes: ITEM_BYTES });
  const fetchPage = createInProcessFetch(createStandIn({ generated, key: KEY }));
  const bodies: string[] = [];
  for (let cursor = ''; bodies.length < STREAM_PAGES; ) {
    const query = new URLSearchParams({
      limit: String(ROWS_PER_STREAM_PAGE),
      ...(cursor === '' ? {} : { cursor }),
    });
    const url = `http://127.0.0.1/api/v3/ioc_stream?${query}`;
    const body = await (await fetchPage(url, { headers: { 'x-apikey': KEY } })).text();
    bodies.push(body);
    cursor = JSON.parse(body).meta.cursor;
  }
  return bodies;
}
