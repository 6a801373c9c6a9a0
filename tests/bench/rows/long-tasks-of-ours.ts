import { setTimeout as wait } from 'node:timers/promises';
import { createFramePage, type FrameScenario } from '../frame-pages.ts';
import type * as script from '../in-browser/frames.ts';
import { openPair } from '../rig/pair.ts';
import { readTasks, type Task } from '../rig/read-tasks.ts';
import type { BenchRow } from '../row.ts';

const SCENARIOS: readonly FrameScenario[] = ['mutate', 'scrollThrough', 'updateTable'];
const FRAMES = 180;
/** Reading, asking, answering and drawing are over by then. */
const SETTLE_MS = 2500;
/** Long Tasks API. */
const LONG_MS = 50;

/** Long, and would not be without us: by the processor's count, as a busy machine makes any task long on the wall. */
const isOfOurs = ({ cpuMs, ownCpuMs }: Task) => cpuMs >= LONG_MS && cpuMs - ownCpuMs < LONG_MS;

export const longTasksOfOurs: BenchRow = {
  id: 'long-tasks-of-ours',
  isForFullRuns: true,
  what: 'tasks of 50 ms of processor and more that would be shorter without us, from the load on, while a live list, a report of 5,000 candidates and a React table do what the frame rows show',
  unit: 'tasks',
  better: 'lower',
  target: 0,
  stretch: 0,
  async measure(rig) {
    const pair = await openPair(rig);
    const loads = rig.rounds(6, 2);
    const counts: number[] = [];
    const notes: string[] = [];
    for (const scenario of SCENARIOS) {
      const url = await rig.serve(createFramePage(scenario));
      const tasks: Task[] = [];
      for (let load = 0; load < loads; load++) {
        const run = async () => {
          const tab = await rig.openTab<typeof script>(url, 'frames.ts', pair.extended);
          await wait(SETTLE_MS);
          await tab.call(scenario, { frames: FRAMES });
          if (!(await tab.call('hasOverlay'))) throw new Error(`no overlay: ${scenario}`);
          await tab.close();
        };
        tasks.push(...(await readTasks(pair.extended.devTools, run, 'in-page.js')));
      }
      counts.push(tasks.filter(isOfOurs).length);
      notes.push(describe(scenario, loads, tasks));
    }
    await pair.close();
    // Every page and load counts, not the middle one.
    return { ours: [counts.reduce((sum, count) => sum + count, 0)], notes };
  },
};

function describe(scenario: FrameScenario, loads: number, tasks: readonly Task[]): string {
  const long = tasks.filter(({ cpuMs }) => cpuMs >= LONG_MS);
  const onWall = tasks.filter(({ wallMs }) => wallMs >= LONG_MS);
  const most = (part: (task: Task) => number) => `${Math.max(...tasks.map(part)).toFixed(1)} ms`;
  return [
    `${scenario}, ${loads} loads: ${tasks.filter(isOfOurs).length} of ours among ${long.length} of 50 ms of processor and ${onWall.length} of 50 ms on the wall`,
    `our most in one task ${most(({ ownCpuMs }) => ownCpuMs)} of processor, ${most(({ ownWallMs }) => ownWallMs)} on the wall`,
  ].join('; ');
}
