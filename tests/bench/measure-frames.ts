import { setTimeout as wait } from 'node:timers/promises';
import { formatNumber } from './format.ts';
import { createFramePage, type FrameScenario } from './frame-pages.ts';
import type * as script from './in-browser/frames.ts';
import { interleave } from './interleave.ts';
import type { Chromium } from './rig/chromium.ts';
import { openPair } from './rig/pair.ts';
import { readBusyMs } from './rig/read-busy-ms.ts';
import type { Rig } from './rig/rig.ts';
import type { BenchRow, Measured } from './row.ts';
import { findMedian, findQuantile } from './statistics.ts';

const FRAMES = 180;
/** Reading, asking, answering and drawing are over by then. */
const SETTLE_MS = 2500;

/** Runs before anything else of the page, so that the load itself is watched. */
const WATCH_LONG_TASKS = `<script>
  globalThis.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((each) => each.duration)))
    .observe({ type: 'longtask', buffered: true });
</script>`;

/**
 * Frame times are judged as a user sees them: at the screen's own rate, by the slow end. The median of such frames is the
 * screen's interval with us or without, as long as the work fits; what does not fit shows as a frame twice as long, so
 * the 95th percentile jumps as soon as one frame in twenty is dropped. Five in a hundred is what two runs of the same
 * browser differ by. How much we work in a frame without its being seen is in the notes.
 */
export const FRAME_TARGET = {
  unit: 'ms',
  better: 'lower',
  target: 1.05,
  stretch: 1.01,
} as const satisfies Partial<BenchRow>;

interface Side {
  readonly frames: number[];
  readonly busyMs: number[];
  readonly longTasks: number[];
}

const createSide = (): Side => ({ frames: [], busyMs: [], longTasks: [] });

/** The scenario's page in a new tab each time, in a Chromium with the extension and in one without, by turns. */
export async function measureFrames(rig: Rig, scenario: FrameScenario): Promise<Measured> {
  const url = await rig.serve(createFramePage(scenario).replace('<meta', `${WATCH_LONG_TASKS}<meta`));
  const pair = await openPair(rig);
  const sides = { ours: createSide(), baseline: createSide() };

  async function run(browser: Chromium, side: Side): Promise<number> {
    const tab = await rig.openTab<typeof script>(url, 'frames.ts', browser);
    await wait(SETTLE_MS);
    const before = await readBusyMs(tab, 'threadTicks');
    const frames = await tab.call(scenario, { frames: FRAMES });
    side.busyMs.push(((await readBusyMs(tab, 'threadTicks')) - before) / FRAMES);
    if ((await tab.call('hasOverlay')) !== (side === sides.ours))
      throw new Error('the wrong side has an overlay');
    side.frames.push(...frames);
    side.longTasks.push(...(await tab.call('readLongTasks')));
    await tab.close();
    return findQuantile(frames, 0.95);
  }

  const samples = await interleave(
    {
      ours: () => run(pair.extended, sides.ours),
      baseline: () => run(pair.plain, sides.baseline),
    },
    { warmUp: 0, rounds: rig.rounds(12, 4), isTimeUp: rig.isTimeUp },
  );
  await pair.close();
  const notes = [
    `${samples.ours.length} loads of ${FRAMES} frames on each side`,
    describe('with', sides.ours),
    describe('without', sides.baseline),
  ];
  return { ...samples, notes };
}

function describe(which: string, { frames, busyMs, longTasks }: Side): string {
  const [median, slow, busy] = [findMedian(frames), findQuantile(frames, 0.95), findMedian(busyMs)].map(
    formatNumber,
  );
  const longest = longTasks.length === 0 ? '' : ` (the longest ${formatNumber(Math.max(...longTasks))} ms)`;
  return `${which} the extension: median ${median} ms, 95th percentile ${slow} ms, ${busy} ms of the main thread's work a frame; ${longTasks.length} long tasks${longest}, loading included`;
}
