import { measureWarmScans } from '../measure-scan.ts';
import type { BenchRow } from '../row.ts';

export const scanWarm1m: BenchRow = {
  id: 'scan-warm-1m',
  what: 'reading a 1 MB page for candidates again and again, against floor b (walk, nodeValue, every character once)',
  unit: 'ms',
  better: 'lower',
  target: 1.4,
  stretch: 1,
  async measure(rig) {
    const { ours, floor } = await measureWarmScans(rig);
    return { ours, baseline: floor };
  },
};
