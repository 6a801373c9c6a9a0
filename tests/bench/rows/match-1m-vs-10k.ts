import { formatNumber } from '../format.ts';
import type * as script from '../in-browser/ask-archive.ts';
import { noteSize, openRowServer, openWithArchives, prepareArchive } from '../rig/archives.ts';
import type { BenchRow } from '../row.ts';
import { findMedian } from '../statistics.ts';

const KNOWN = 20;

export const match1mVs10k: BenchRow = {
  id: 'match-1m-vs-10k',
  what: 'matching the 2,000 candidates of a page, related matches included, in a million rows against in ten thousand',
  unit: 'ms',
  better: 'lower',
  target: 1.5,
  stretch: 1.1,
  async measure(rig) {
    const browser = await openWithArchives(rig);
    const url = await openRowServer(rig);
    const large = await prepareArchive(rig, '1m');
    const small = await prepareArchive(rig, '10k');
    const tab = await rig.openTab<typeof script>(browser.blankUrl, 'ask-archive.ts', browser);
    const measure = async (known: number) => {
      const questions = [large, small].map(({ name, rows }) => ({
        name,
        rows,
        url,
        candidates: 2000,
        known,
      }));
      const samples = await tab.call('measureMatches', { questions, warmUp: 5, rounds: rig.rounds(40, 15) });
      return { ours: samples[large.name] ?? [], baseline: samples[small.name] ?? [] };
    };
    const samples = await measure(KNOWN);
    const { ours, baseline } = await measure(1);
    await tab.close();
    const [of1m, of10k] = [ours, baseline].map((list) => formatNumber(findMedian(list)));
    return {
      ...samples,
      notes: [
        ...noteSize(large),
        `${KNOWN} of them are held, others in each round, and verified on the rows; with one: ${of1m} ms against ${of10k} ms`,
      ],
    };
  },
};
