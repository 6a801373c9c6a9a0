// `node scripts/hostile.ts`: every probe of tests/hostile over all configurations, as a table; exit code 1 on a leak.
//   --probe 4,7      these probes only
//   --quick          k = 6 only, plain layout
//   --hunt NAME      one column of the table only, such as '6 exact'
//   --timing LOADS   the timing probe (17) instead: LOADS loads of each kind, the extension and a leaky variant
import { parseArgs } from 'node:util';
import { createLeakyBuild } from '../tests/hostile/leaky/create-leaky-build.ts';
import { createProbes } from '../tests/hostile/probes.ts';
import type { Outcome, Visit } from '../tests/hostile/support/arm.ts';
import { copyBuild, openChromiumArm, removeBuild } from '../tests/hostile/support/chromium-arm.ts';
import { judge, type Verdict } from '../tests/hostile/support/compare.ts';
import { PAGE_INDICATORS } from '../tests/hostile/support/indicators.ts';
import type { Probe } from '../tests/hostile/support/probe.ts';
import type { Hunt } from '../tests/hostile/support/stream.ts';
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
    timing: { type: 'string' },
  },
});

const HUNTS: readonly Hunt[] = [1, 6, PAGE_INDICATORS].flatMap((count) => [
  { count, how: 'exact' },
  { count, how: 'related' },
]);
const LAYOUTS = [false, true].flatMap((nested) => [false, true].map((cap) => ({ nested, cap })));

interface Cell {
  readonly visit: Visit;
  readonly hunt: Hunt;
  readonly verdict: Verdict;
}

const name = ({ count, how }: Hunt) => `${count === PAGE_INDICATORS ? 'all' : count} ${how}`;

/** The configurations that a probe's page differs in. A page of its own markup has no list to fill up to the cap. */
function listVisits(probe: Probe): Visit[] {
  const layouts = LAYOUTS.filter(
    ({ nested, cap }) =>
      (probe.layout?.nested ?? nested) === nested &&
      (probe.layout?.cap ?? cap) === cap &&
      !(cap && probe.markup !== undefined) &&
      !(values.quick && (nested || cap) && probe.layout === undefined),
  );
  return layouts.flatMap((layout) => [false, true].map((card) => ({ probe, layout, card })));
}

async function runMatrix(): Promise<readonly Cell[]> {
  const wanted = values.probe?.split(',').map(Number);
  const probes = (await createProbes()).filter(
    ({ browsers, number }) => browsers.includes('chromium') && (wanted?.includes(number) ?? true),
  );
  const visits = probes.flatMap(listVisits);
  const build = await copyBuild();
  const without = await openChromiumArm(build, { count: 0, how: 'exact' });
  const known = new Map<Visit, Promise<Outcome>>();
  const cells: Cell[] = [];
  const wantedHunt = values.hunt ?? (values.quick ? '6 exact' : undefined);
  for (const hunt of HUNTS) {
    if (wantedHunt !== undefined && name(hunt) !== wantedHunt) continue;
    const arm = await openChromiumArm(build, hunt);
    for (const visit of visits) {
      const none = known.get(visit) ?? without.visit(visit);
      known.set(visit, none);
      const [before, after] = await Promise.all([none, arm.visit(visit)]);
      const verdict = judge(visit.probe, before, after);
      cells.push({ visit, hunt, verdict });
      // At once, too: a whole run takes the better part of an hour.
      if (verdict.outcome !== 'same') console.error(`${visit.probe.name}: ${verdict.outcome}`);
    }
    await arm.close();
    console.error(`${name(hunt)}: ${visits.length} loads`);
  }
  await without.close();
  await removeBuild(build);
  return cells;
}

function printTable(cells: readonly Cell[]): void {
  const hunts = [...new Set(cells.map(({ hunt }) => hunt))];
  const probes = [...new Set(cells.map(({ visit }) => visit.probe))];
  console.log(`| probe | ${hunts.map(name).join(' | ')} |`);
  console.log(`|---|${hunts.map(() => '---').join('|')}|`);
  for (const probe of probes) {
    const columns = hunts.map((hunt) => {
      const own = cells.filter(({ visit, hunt: of }) => visit.probe === probe && of === hunt);
      const bad = own.filter(({ verdict }) => verdict.outcome !== 'same');
      return bad.length === 0 ? `${own.length} same` : `**${bad.length} of ${own.length} differ**`;
    });
    console.log(`| ${probe.number} ${probe.name} | ${columns.join(' | ')} |`);
  }
  for (const { visit, hunt, verdict } of cells.filter(({ verdict }) => verdict.outcome !== 'same')) {
    const { layout, card, probe } = visit;
    const where = `${layout.nested ? 'nested' : 'flat'}${layout.cap ? ', cap' : ''}${card ? ', card' : ''}`;
    console.log(
      `\n${probe.number} ${probe.name}, ${name(hunt)}, ${where}: ${verdict.outcome}\n${verdict.detail}`,
    );
  }
}

/** What a leak shows, it shows in few loads. */
const LEAKY_LOADS = 60;

async function runTimings(loads: number): Promise<boolean> {
  let isAsItShould = true;
  for (const page of TIMING_PAGES) {
    for (const leak of [undefined, 'host-on-matches']) {
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

if (values.timing !== undefined) process.exitCode = (await runTimings(Number(values.timing))) ? 0 : 1;
else {
  const cells = await runMatrix();
  printTable(cells);
  process.exitCode = cells.some(({ verdict }) => verdict.outcome !== 'same') ? 1 : 0;
}
