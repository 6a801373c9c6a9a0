import { listMs, measureColdScans } from '../measure-scan.ts';
import type { BenchRow } from '../row.ts';

export const vsIocExtractorCold10m: BenchRow = {
  id: 'vs-ioc-extractor-cold-10m',
  what: 'reading a 10 MB page for the first time, against ioc-extractor (six types, innerText included)',
  unit: 'ms',
  better: 'higher',
  target: 2.5,
  stretch: 5,
  async measure(rig) {
    const { ours, iocExtractor } = await measureColdScans(rig, '10 MB');
    return { ours: listMs(ours), baseline: listMs(iocExtractor) };
  },
};
