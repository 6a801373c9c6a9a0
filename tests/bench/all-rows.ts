import type { BenchRow } from './row.ts';
import { contentGzipBytes } from './rows/content-gzip-bytes.ts';
import { scanCold1m } from './rows/scan-cold-1m.ts';
import { scanCold10m } from './rows/scan-cold-10m.ts';
import { scanWarm1m } from './rows/scan-warm-1m.ts';
import { slicesOver50ms10m } from './rows/slices-over-50ms-10m.ts';
import { slicingOverhead } from './rows/slicing-overhead.ts';
import { vsIocExtractorCold10m } from './rows/vs-ioc-extractor-cold-10m.ts';
import { vsIocExtractorWarm1m } from './rows/vs-ioc-extractor-warm-1m.ts';

/** Every row of the target table, in its order. */
export const ALL_ROWS: readonly BenchRow[] = [
  scanWarm1m,
  scanCold1m,
  scanCold10m,
  vsIocExtractorWarm1m,
  vsIocExtractorCold10m,
  slicesOver50ms10m,
  slicingOverhead,
  contentGzipBytes,
];
