import { findCandidates } from '../../../utils/ioc/find-candidates.ts';
import { createPace, type Pace } from '../../../utils/page/pace.ts';
import { watchPage } from '../../../utils/page/watch-page.ts';

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
  const start = performance.now();
  const { promise: readThrough, resolve: onReadThrough } = Promise.withResolvers<void>();
  const { places } = watchPage({
    document,
    pageHost: location.hostname,
    findCandidates,
    // A clock that stands still never uses up a slice.
    pace: isSliced ? pace : { ...pace, now: () => 0 },
    // `chrome.dom` is for extensions; the page's own view of open roots costs about the same on pages without any.
    openRoot: (element) => element.shadowRoot,
    isOwn: () => false,
    onChange: () => undefined,
    onRoot: () => undefined,
    onReadThrough() {
      endSlice();
      // Here and not later: what comes after the first reading is not to be measured.
      stop.abort();
      onReadThrough();
    },
    onMutation: () => undefined,
    signal: stop.signal,
  });
  await readThrough;
  const ms = performance.now() - start;
  return { ms, found: places.all().length, keys: new Set(places.all().map(({ key }) => key)).size, slices };
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
