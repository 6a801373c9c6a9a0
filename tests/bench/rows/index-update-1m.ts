import { formatNumber } from '../format.ts';
import type * as script from '../in-browser/change-index.ts';
import { noteSize, openRowServer, openWithArchives, prepareArchive } from '../rig/archives.ts';
import type { BenchRow } from '../row.ts';

/** Sixteen segments become one of the next size: so many stream pages that it happens at two sizes. */
const STREAM_PAGES = 256;

export const indexUpdate1m: BenchRow = {
  id: 'index-update-1m',
  what: 'the index after a stream page of 40 rows at a million rows (segment written, merged when due, known to the next question), against making it anew from the rows',
  unit: 'ms',
  better: 'higher',
  target: 200,
  stretch: 1000,
  async measure(rig) {
    const browser = await openWithArchives(rig);
    const archive = await prepareArchive(rig, '1m');
    const { name, rows } = archive;
    const tab = await rig.openTab<typeof script>(browser.blankUrl, 'change-index.ts', browser);
    const url = await openRowServer(rig);
    const baseline: number[] = [];
    const notes = [...noteSize(archive)];
    const updates: number[] = [];
    for (let round = 0; round < rig.rounds(3, 1); round++) {
      updates.push(
        ...(await tab.call('measureUpdates', { name, url, from: rows, streamPages: STREAM_PAGES })),
      );
      const rebuild = await tab.call('measureRebuild', name);
      baseline.push(rebuild.ms);
      if (round === 0) {
        const bytes = formatNumber(await tab.call('countIndexBytes', name));
        notes.push(`${formatNumber(rebuild.keys)} fingerprints, stored in ${bytes} bytes`);
      }
    }
    await tab.close();
    const mean = updates.reduce((sum, ms) => sum + ms, 0) / updates.length;
    notes.push(
      `with the merges that one stream page in 16 causes: ${formatNumber(mean)} ms on average, ${formatNumber(Math.max(...updates))} ms at most`,
    );
    return { ours: updates, baseline, notes };
  },
};
