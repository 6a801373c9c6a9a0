import { listMs, measureColdScans } from '../measure-scan.ts';
import type { BenchRow } from '../row.ts';

export const scanCold10m: BenchRow = {
  id: 'scan-cold-10m',
  what: 'reading a 10 MB page for candidates for the first time, in slices, against floor b in a page as cold',
  unit: 'ms',
  better: 'lower',
  target: 1.8,
  stretch: 1.2,
  async measure(rig) {
    const { ours, floor } = await measureColdScans(rig, '10 MB');
    return { ours: listMs(ours), baseline: listMs(floor), notes: [`${ours[0]?.found} places of candidates`] };
  },
};
