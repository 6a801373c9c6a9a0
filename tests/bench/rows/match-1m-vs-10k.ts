import type * as script from '../in-browser/ask-archive.ts';
import { noteSize, openRowServer, openWithArchives, prepareArchive } from '../rig/archives.ts';
import type { BenchRow } from '../row.ts';

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
    const questions = [large, small].map(({ name, rows }) => ({
      name,
      rows,
      url,
      candidates: 2000,
      known: 20,
    }));
    const samples = await tab.call('measureMatches', { questions, warmUp: 5, rounds: rig.rounds(40, 15) });
    await tab.close();
    return { ours: samples[large.name] ?? [], baseline: samples[small.name] ?? [], notes: noteSize(large) };
  },
};
