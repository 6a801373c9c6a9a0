import { createPace, type Pace } from '../../../utils/page/pace.ts';
import { createDice, type Dice } from '../../virustotal/generator/dice.ts';
import { readPage } from './read-page.ts';
import { scanPage } from './scan-page.ts';

export interface FeedRun {
  readonly wallMs: number;
  /** What the reading took of it. */
  readonly busyMs: number;
  readonly found: number;
}

const POSTS_PER_BATCH = 20;
const PAUSE_MS = 50;

/** An endless page, scrolled on: batches of posts are added, and what is new is read as the content script reads it. */
export async function readNewPosts({ batches }: { batches: number }): Promise<FeedRun> {
  const stop = new AbortController();
  const meter = createMeter();
  // The observer is made inside: its callbacks are part of the price.
  const restore = meter.meterObservers();
  const readThrough = Promise.withResolvers<void>();
  const places = readPage({
    pace: meter.meterPace(createPace(window)),
    onReadThrough: readThrough.resolve,
    signal: stop.signal,
  });
  await readThrough.promise;
  meter.reset();
  const wallMs = await addPosts(batches);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  stop.abort();
  restore();
  return { wallMs, busyMs: meter.read(), found: places.all().length };
}

/** The simplest way to keep up: after each batch the whole page is read again, by the same code. */
export async function readAllAgain({ batches }: { batches: number }): Promise<FeedRun> {
  let busyMs = 0;
  let found = 0;
  const wallMs = await addPosts(batches, async () => {
    const scan = await scanPage({ isSliced: false });
    busyMs += scan.ms;
    found = scan.found;
  });
  return { wallMs, busyMs, found };
}

async function addPosts(batches: number, afterBatch?: () => Promise<void>): Promise<number> {
  const dice = createDice(5, 5, 0);
  const feed = document.body.appendChild(document.createElement('main'));
  const start = performance.now();
  for (let batch = 0; batch < batches; batch++) {
    feed.append(...Array.from({ length: POSTS_PER_BATCH }, () => createPost(dice)));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await afterBatch?.();
  }
  return performance.now() - start;
}

function createPost(dice: Dice): HTMLElement {
  const post = document.createElement('article');
  for (const tag of ['h3', 'p', 'p', 'footer']) {
    const part = post.appendChild(document.createElement(tag));
    part.textContent = `observed again near ${dice.hex(6)} by the second team, see below for what came after it`;
  }
  if (dice.chance(1, 5)) post.append(`${dice.hex(64)} and hxxp://${dice.hex(6)}[.]example/a`);
  return post;
}

/** Adds up the time of everything that the reading does, wherever it is called from. */
function createMeter() {
  let busyMs = 0;
  let sliceStart: number | undefined;
  const measure = (work: () => void) => {
    const start = performance.now();
    sliceStart = start;
    work();
    // A pause inside `work` has counted up to there.
    if (sliceStart === start) busyMs += performance.now() - start;
    sliceStart = undefined;
  };
  return {
    read: () => busyMs,
    reset() {
      busyMs = 0;
    },
    meterPace: (pace: Pace): Pace => ({
      ...pace,
      whenIdle: (run, capMs, signal) => pace.whenIdle(() => measure(run), capMs, signal),
      async yieldToPage() {
        if (sliceStart !== undefined) busyMs += performance.now() - sliceStart;
        sliceStart = undefined;
        await pace.yieldToPage();
        sliceStart = performance.now();
      },
    }),
    meterObservers() {
      const { MutationObserver: Original } = globalThis;
      globalThis.MutationObserver = class extends Original {
        constructor(callback: MutationCallback) {
          super((records, observer) => measure(() => callback(records, observer)));
        }
      };
      return () => {
        globalThis.MutationObserver = Original;
      };
    },
  };
}
