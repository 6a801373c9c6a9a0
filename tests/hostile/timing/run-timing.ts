import { servePages } from '../../support/page-server.ts';
import { openChromiumArm } from '../support/chromium-arm.ts';
import { createFiller } from '../support/indicators.ts';
import { createRandom, findSeparation, type Separation } from './auc.ts';
import {
  FRAME_PAGE,
  measureLoads,
  OBSERVABLES,
  type Observable,
  type TimedLoad,
  WATCH_MS,
} from './measure-loads.ts';

export interface TimingOptions {
  readonly build: string;
  /** Loads of each of the three kinds. The bench wants at least 400. */
  readonly loads: number;
  /**
   * How the attacker amplifies: one indicator many times over; many indicators that are all known or all not; or these
   * in one frame, and the watch in another that needs the same background.
   */
  readonly page: (typeof TIMING_PAGES)[number];
  /** In a leaky build: which leak. */
  readonly leak?: string;
  readonly seed?: number;
}

export interface TimingResult {
  /** A text in the archive against one that is not: how well does each observable tell them apart? */
  readonly matched: Readonly<Record<Observable, Separation>>;
  /** Two texts that are both unknown: the band of chance on this machine, in this run. */
  readonly control: Readonly<Record<Observable, Separation>>;
  readonly medians: Readonly<Record<Observable, readonly number[]>>;
}

/** `npm run hostile -- --timing` and the bench look at so many separations at once: together they hold 95 times of 100. */
const COMPARISONS = 12;
const COVERAGE = 1 - 0.05 / COMPARISONS;
/** Of an interval that is 1 in 240 wide, so that its ends are not single draws. */
const ROUNDS = 4_000;

/** What a page may know at most (docs/threat-model.md, "Time"). */
export const MOST_AUC = 0.6;

/** What the probe must find in a build that leaks, or its silence about ours says nothing. */
export const LEAST_LEAKY = 0.85;

/** Whether a page learns nothing it could use: chance is within the interval, and the interval near chance. */
export const isBlind = ({ low, high }: Separation): boolean =>
  low <= 0.5 && high >= 0.5 && high <= MOST_AUC && low >= 1 - MOST_AUC;

/** Whichever way round: an attacker who knows that one kind comes later knows as much of the other. */
export const isTold = ({ auc }: Separation): boolean => Math.max(auc, 1 - auc) >= LEAST_LEAKY;

const DISTINCT = 100;
const list = (purpose: string) => Array.from({ length: DISTINCT }, (_, n) => createFiller(purpose, n + 20));

export const TIMING_PAGES = ['copies', 'distinct', 'beside'] as const;

interface TimingPage {
  readonly copies: number;
  readonly texts: readonly (string | undefined)[];
  readonly beside?: string;
}

const DISTINCT_TEXTS = [list('timing'), list('control'), list('archive')].map((texts) => texts.join('+'));

/** Indicators of three kinds of load: two unknown to every archive, and one known to all of them. */
const PAGES: Readonly<Record<(typeof TIMING_PAGES)[number], TimingPage>> = {
  copies: { copies: 300, texts: [list('timing')[0], list('timing')[1], list('archive')[0]] },
  distinct: { copies: 1, texts: DISTINCT_TEXTS },
  // Does a frame's overlay come later while the background matches what another frame holds?
  beside: { copies: 1, texts: DISTINCT_TEXTS, beside: createFiller('timing', DISTINCT + 20) },
};

/**
 * Probe 17: loads of three kinds, interleaved in random order in one page, and how far what the page could measure
 * tells the known kind from an unknown one.
 */
export async function runTiming(options: TimingOptions): Promise<TimingResult> {
  const arm = await openChromiumArm(options.build, { count: 0, how: 'exact' });
  const server = await servePages({ '/': '<!doctype html>' });
  // Another port is another origin of the same site, and so in the same process.
  const frames = await servePages({ '/frame.html': FRAME_PAGE });
  try {
    const { copies, texts, beside } = PAGES[options.page];
    const page = await arm.browser.context.newPage();
    await page.goto(server.url);
    const loads = await page.evaluate(measureLoads, {
      texts: texts.map(String),
      copies,
      ...(beside !== undefined && { beside }),
      watchMs: WATCH_MS,
      order: createOrder(texts.length, options.loads, options.seed ?? 1),
      origin: frames.origin,
      query: options.leak === undefined ? '' : `?leak=${options.leak}`,
    });
    return evaluateLoads(loads, options.seed ?? 1);
  } finally {
    await arm.close();
    await server.close();
    await frames.close();
  }
}

/** Each text `loads` times, shuffled in blocks that hold every text: a machine that warms up strikes all alike. */
export function createOrder(texts: number, loads: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: loads }, () => {
    const block = Array.from({ length: texts }, (_, text) => text);
    for (let at = block.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [block[at], block[other]] = [block[other] ?? 0, block[at] ?? 0];
    }
    return block;
  }).flat();
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function evaluateLoads(loads: readonly TimedLoad[], seed: number): TimingResult {
  const random = createRandom(seed);
  const options = { rounds: ROUNDS, coverage: COVERAGE };
  const read = (text: number, what: Observable) =>
    loads.filter((load) => load.text === text).map((load) => load[what]);
  const byObservable = <T>(make: (what: Observable) => T) =>
    Object.fromEntries(OBSERVABLES.map((what) => [what, make(what)])) as Record<Observable, T>;
  return {
    matched: byObservable((what) => findSeparation(read(0, what), read(2, what), random, options)),
    control: byObservable((what) => findSeparation(read(0, what), read(1, what), random, options)),
    medians: byObservable((what) => [0, 1, 2].map((text) => median(read(text, what)))),
  };
}
