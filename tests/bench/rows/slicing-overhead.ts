import { listMs, measureColdScans } from '../measure-scan.ts';
import type { BenchRow } from '../row.ts';

export const slicingOverhead: BenchRow = {
  id: 'slicing-overhead',
  what: 'reading a 10 MB page for the first time in slices, against the same in one piece',
  unit: 'ms',
  better: 'lower',
  target: 1.3,
  stretch: 1.1,
  async measure(rig) {
    const { ours, unsliced } = await measureColdScans(rig, '10 MB');
    return { ours: listMs(ours), baseline: listMs(unsliced) };
  },
};
