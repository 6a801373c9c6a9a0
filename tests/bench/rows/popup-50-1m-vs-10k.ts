import { interleave } from '../interleave.ts';
import { measurePopup } from '../measure-popup.ts';
import { noteSize, prepareArchive } from '../rig/archives.ts';
import type { BenchRow } from '../row.ts';

export const popup501mVs10k: BenchRow = {
  id: 'popup-50-1m-vs-10k',
  what: 'opening the popup until its first notifications are painted, with a million rows against with ten thousand',
  unit: 'ms',
  better: 'lower',
  target: 2,
  stretch: 1.2,
  async measure(rig) {
    const large = await prepareArchive(rig, '1m');
    const small = await prepareArchive(rig, '10k');
    const { ours, baseline } = await interleave(
      { ours: () => measurePopup(rig, large), baseline: () => measurePopup(rig, small) },
      { warmUp: rig.rounds(2, 1), rounds: rig.rounds(25, 9), isTimeUp: rig.isTimeUp },
    );
    return { ours, baseline, notes: noteSize(large) };
  },
};
