import { formatNumber } from '../format.ts';
import type * as script from '../in-browser/ask-archive.ts';
import { noteSize, openRowServer, openWithArchives, prepareArchive } from '../rig/archives.ts';
import type { BenchRow } from '../row.ts';
import { findMedian } from '../statistics.ts';

export const member20kIn1m: BenchRow = {
  id: 'member-20k-in-1m',
  what: 'which of 20,000 candidates may be in an archive of a million rows (the index, level with what is stored), against an IndexedDB request a candidate',
  unit: 'ms',
  better: 'higher',
  target: 80,
  stretch: 150,
  async measure(rig) {
    const browser = await openWithArchives(rig);
    const archive = await prepareArchive(rig, '1m');
    const tab = await rig.openTab<typeof script>(browser.blankUrl, 'ask-archive.ts', browser);
    const { name, rows } = archive;
    const question = { name, rows, url: await openRowServer(rig), candidates: 20_000, known: 100 };
    const { index, gets, verified, known } = await tab.call('measureMembership', {
      ...question,
      warmUp: 2,
      rounds: rig.rounds(15, 5),
    });
    await tab.close();
    const [all, times] = [findMedian(verified), findMedian(gets) / findMedian(verified)];
    const notes = [
      ...noteSize(archive),
      `with every hit (${known} of them) verified on the rows, as the background does: ${formatNumber(all)} ms, ${formatNumber(times)}x cheaper`,
    ];
    return { ours: index, baseline: gets, notes };
  },
};
