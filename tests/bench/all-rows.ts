import type { BenchRow } from './row.ts';
import { churn } from './rows/churn.ts';
import { coldWorker500In1m } from './rows/cold-worker-500-in-1m.ts';
import { contentGzipBytes } from './rows/content-gzip-bytes.ts';
import { feedShare } from './rows/feed-share.ts';
import { frames5000Candidates } from './rows/frames-5000-candidates.ts';
import { framesMutating } from './rows/frames-mutating.ts';
import { framesReactTable } from './rows/frames-react-table.ts';
import { heapPerTab } from './rows/heap-per-tab.ts';
import { indexUpdate1m } from './rows/index-update-1m.ts';
import { longTasksOfOurs } from './rows/long-tasks-of-ours.ts';
import { match1mVs10k } from './rows/match-1m-vs-10k.ts';
import { member20kIn1m } from './rows/member-20k-in-1m.ts';
import { pageLoadOverhead } from './rows/page-load-overhead.ts';
import { paintVsSpans1000 } from './rows/paint-vs-spans-1000.ts';
import { popup501mVs10k } from './rows/popup-50-1m-vs-10k.ts';
import { scanCold1m } from './rows/scan-cold-1m.ts';
import { scanCold10m } from './rows/scan-cold-10m.ts';
import { scanWarm1m } from './rows/scan-warm-1m.ts';
import { search1m } from './rows/search-1m.ts';
import { slicesOver50ms10m } from './rows/slices-over-50ms-10m.ts';
import { slicingOverhead } from './rows/slicing-overhead.ts';
import { streamPageCpu } from './rows/stream-page-cpu.ts';
import { timingAuc } from './rows/timing-auc.ts';
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
  member20kIn1m,
  coldWorker500In1m,
  indexUpdate1m,
  match1mVs10k,
  popup501mVs10k,
  search1m,
  streamPageCpu,
  paintVsSpans1000,
  feedShare,
  contentGzipBytes,
  heapPerTab,
  churn,
  framesMutating,
  frames5000Candidates,
  framesReactTable,
  longTasksOfOurs,
  pageLoadOverhead,
  timingAuc,
];
