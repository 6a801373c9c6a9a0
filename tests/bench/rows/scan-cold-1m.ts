import { listMs, measureColdScans } from '../measure-scan.ts';
import type { BenchRow } from '../row.ts';

export const scanCold1m: BenchRow = {
  id: 'scan-cold-1m',
  what: 'reading a 1 MB page for candidates for the first time, against floor b in a page as cold',
  unit: 'ms',
  better: 'lower',
  target: 1.5,
  stretch: 1,
  async measure(rig) {
    const { ours, floor } = await measureColdScans(rig, '1 MB');
    return { ours: listMs(ours), baseline: listMs(floor), notes: [`${ours[0]?.found} places of candidates`] };
  },
};
