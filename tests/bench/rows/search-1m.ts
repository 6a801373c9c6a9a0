import { formatNumber } from '../format.ts';
import type * as script from '../in-browser/search-archive.ts';
import { noteSize, openWithArchives, prepareArchive } from '../rig/archives.ts';
import type { BenchRow } from '../row.ts';
import { findMedian } from '../statistics.ts';

/** In few rows (a note of some; the hexadecimal part of one name): the whole archive has to be looked through. */
const TEXT = 'velvet-weasel-8';

export const search1m: BenchRow = {
  id: 'search-1m',
  what: 'the first 50 rows that a rare text finds among a million, against reading and testing every row; unread counts without count()',
  unit: 'ms',
  better: 'lower',
  target: 0.01,
  stretch: 0.001,
  async measure(rig) {
    const browser = await openWithArchives(rig);
    const archive = await prepareArchive(rig, '1m');
    const { name } = archive;
    const tab = await rig.openTab<typeof script>(browser.blankUrl, 'search-archive.ts', browser);
    const baseline: number[] = [];
    const ours: number[] = [];
    const notes: string[] = [];
    for (let round = 0; round < rig.rounds(3, 1); round++) {
      const found = await tab.call('measureSearch', { name, text: TEXT, rounds: 15 });
      const scan = await tab.call('measureRowScan', { name, text: TEXT });
      if (found.counts > 0) throw new Error(`count() was called ${found.counts} times`);
      if (found.hits !== Math.min(50, scan.hits))
        throw new Error(`${found.hits} of ${scan.hits} rows were found`);
      ours.push(...found.warm);
      baseline.push(scan.ms);
      notes.push(
        `${scan.hits} rows have the text; the first search after opening ${formatNumber(found.first)} ms; unread counts ${formatNumber(findMedian(found.counters))} ms; the ${formatNumber(found.unreadRows)} unread by day and rule ${formatNumber(findMedian(found.unread))} ms`,
      );
    }
    await tab.close();
    return { ours, baseline, notes: [...noteSize(archive), ...notes.slice(0, 1)] };
  },
};
