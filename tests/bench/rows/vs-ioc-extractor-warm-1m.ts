import { measureWarmScans } from '../measure-scan.ts';
import type { BenchRow } from '../row.ts';

export const vsIocExtractorWarm1m: BenchRow = {
  id: 'vs-ioc-extractor-warm-1m',
  what: 'reading a 1 MB page again and again, against ioc-extractor (six types, innerText included)',
  unit: 'ms',
  better: 'higher',
  target: 8,
  stretch: 15,
  async measure(rig) {
    const { ours, iocExtractor } = await measureWarmScans(rig);
    return { ours, baseline: iocExtractor };
  },
};
