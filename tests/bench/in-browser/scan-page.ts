import { createPace, type Pace } from '../../../utils/page/pace.ts';
import { readPage } from './read-page.ts';

export interface PageScan {
  /** Wall time from the start until the whole document is read, pauses for the page included. */
  readonly ms: number;
  /** Places of candidates. */
  readonly found: number;
  readonly keys: number;
  /** How long each stretch without a pause was. */
  readonly slices: readonly number[];
}

/** The content script's own reading of this document, from nothing to the place of every candidate. */
export async function scanPage({ isSliced }: { isSliced: boolean }): Promise<PageScan> {
  const stop = new AbortController();
  const { pace, slices, endSlice } = measureSlices(createPace(window));
  const readThrough = Promise.withResolvers<void>();
  const start = performance.now();
  const places = readPage({
    // A clock that stands still never uses up a slice.
    pace: isSliced ? pace : { ...pace, now: () => 0 },
    onReadThrough() {
      endSlice();
      // Here and not later: what comes after the first reading is not to be measured.
      stop.abort();
      readThrough.resolve();
    },
    signal: stop.signal,
  });
  await readThrough.promise;
  const ms = performance.now() - start;
  const found = places.all();
  return { ms, found: found.length, keys: new Set(found.map(({ key }) => key)).size, slices };
}

function measureSlices(pace: Pace) {
  const slices: number[] = [];
  let start = performance.now();
  const endSlice = () => void slices.push(performance.now() - start);
  return {
    slices,
    endSlice,
    pace: {
      ...pace,
      async yieldToPage() {
        endSlice();
        await pace.yieldToPage();
        start = performance.now();
      },
    },
  };
}
