// `node scripts/hostile.ts`: every probe of tests/hostile over all configurations, as a table; exit code 1 on a leak.
//   --probe 4,7      these probes only
//   --quick          k = 6 only, plain layout
//   --hunt NAME      one column of the table only, such as '6 exact'
//   --jobs N         archives whose browsers visit a page at the same time (default 3)
//   --minutes N      ends after the page that is visited then, with the table of what was compared
//   --timing LOADS   the timing probe (17) instead: LOADS loads of each kind, the extension and a leaky variant
import { parseArgs } from 'node:util';
import { createLeakyBuild } from '../tests/hostile/leaky/create-leaky-build.ts';
import { listHunts, listVisits } from '../tests/hostile/matrix/list-visits.ts';
import { describeCell, printTable } from '../tests/hostile/matrix/print-table.ts';
import { isSame, runMatrix } from '../tests/hostile/matrix/run-matrix.ts';
import { copyBuild, removeBuild } from '../tests/hostile/support/chromium-arm.ts';
import { OBSERVABLES } from '../tests/hostile/timing/measure-loads.ts';
import {
  isBlind,
  isTold,
  runTiming,
  TIMING_PAGES,
  type TimingResult,
} from '../tests/hostile/timing/run-timing.ts';

const { values } = parseArgs({
  options: {
    probe: { type: 'string' },
    quick: { type: 'boolean' },
    hunt: { type: 'string' },
    jobs: { type: 'string', default: '3' },
    minutes: { type: 'string' },
    timing: { type: 'string' },
  },
});

async function printMatrix(): Promise<boolean> {
  const choice = {
    probes: values.probe?.split(',').map(Number),
    hunt: values.hunt,
    isQuick: values.quick ?? false,
  };
  const [visits, hunts] = [await listVisits(choice), listHunts(choice)];
  const started = performance.now();
  const readMinutes = () => ((performance.now() - started) / 60_000).toFixed(1);
  const limit = values.minutes === undefined ? undefined : Number(values.minutes) * 60_000;
  const signal = limit === undefined ? new AbortController().signal : AbortSignal.timeout(limit);
  const cells = await runMatrix({
    visits,
    hunts,
    jobs: Math.max(1, Number(values.jobs)),
    signal,
    onCell(cell, done) {
      // At once, too: a whole run takes a while.
      if (cell.verdicts.length > 1)
        console.error(
          `${describeCell(cell)}: ${cell.verdicts.map(({ outcome }) => outcome).join(', then ')}`,
        );
      if (done % 60 === 0)
        console.error(`${done} of ${visits.length * hunts.length}, ${readMinutes()} minutes`);
    },
  });
  printTable(cells);
  if (signal.aborted) console.log(`\nStopped after ${cells.length} of ${visits.length * hunts.length}.`);
  console.error(`${cells.length} comparisons in ${readMinutes()} minutes`);
  return cells.every(isSame);
}

/** What a leak shows, it shows in few loads. */
const LEAKY_LOADS = 60;
const LEAK = 'host-on-matches';
/** The leaky variant has nothing to show in the frame that is watched from beside: it holds nothing known. */
const listLeaks = (page: (typeof TIMING_PAGES)[number]) =>
  page === 'beside' ? [undefined] : [undefined, LEAK];

async function runTimings(loads: number): Promise<boolean> {
  let isAsItShould = true;
  for (const page of TIMING_PAGES) {
    for (const leak of listLeaks(page)) {
      const build = leak === undefined ? await copyBuild() : await createLeakyBuild();
      const count = leak === undefined ? loads : Math.min(loads, LEAKY_LOADS);
      const result = await runTiming({ build, loads: count, page, ...(leak === undefined ? {} : { leak }) });
      await removeBuild(build);
      const separations = Object.values(result.matched);
      const isRight = leak === undefined ? separations.every(isBlind) : separations.some(isTold);
      isAsItShould &&= isRight;
      console.log(
        `${leak ?? 'Huntlight'}, ${page}, ${count} loads of each kind: ${isRight ? 'ok' : 'FAILED'}`,
      );
      printSeparations(result);
    }
  }
  return isAsItShould;
}

function printSeparations({ matched, control, medians }: TimingResult): void {
  for (const what of OBSERVABLES) {
    const [{ auc, low, high }, chance] = [matched[what], control[what]];
    const interval = `${low.toFixed(3)} to ${high.toFixed(3)}`;
    const band = `chance in this run ${chance.low.toFixed(2)} to ${chance.high.toFixed(2)}`;
    const each = medians[what].map((median) => median.toFixed(1)).join(' ');
    console.log(`  ${what.padEnd(6)} AUC ${auc.toFixed(3)} (${interval}), ${band}, medians ${each}`);
  }
}

const isAsItShould =
  values.timing === undefined ? await printMatrix() : await runTimings(Number(values.timing));
process.exitCode = isAsItShould ? 0 : 1;
