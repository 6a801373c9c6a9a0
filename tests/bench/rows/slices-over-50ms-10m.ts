import { measureColdScans } from '../measure-scan.ts';
import type { BenchRow } from '../row.ts';

const LONG_MS = 50;

export const slicesOver50ms10m: BenchRow = {
  id: 'slices-over-50ms-10m',
  what: 'slices over 50 ms while a 10 MB page is read for the first time, as we time them or as the browser reports long tasks, whichever are more',
  unit: 'slices',
  better: 'lower',
  target: 0,
  stretch: 0,
  async measure(rig) {
    const { ours } = await measureColdScans(rig, '10 MB');
    const counts = ours.map(({ slices, longTasks }) =>
      Math.max(slices.filter((ms) => ms > LONG_MS).length, longTasks.length),
    );
    const longest = Math.max(...ours.flatMap(({ slices }) => slices));
    const slices = ours.map((scan) => scan.slices.length);
    return {
      // The worst load counts, not the middle one.
      ours: [Math.max(...counts)],
      notes: [
        `longest slice ${longest.toFixed(1)} ms; ${Math.max(...slices)} slices; ${counts.length} loads`,
      ],
    };
  },
};
