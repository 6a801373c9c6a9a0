// Kills the sync engine at every await, over thousands of invented worlds (tests/sync/simulation):
//   npm run simulate -- [--seeds 10000] [--from 1]
// Prints hits per kill point and figures; exits non-zero when a promise was broken or a kill point never hit.
import 'fake-indexeddb/auto';
import { parseArgs } from 'node:util';
import { KILL_POINTS } from '../tests/sync/simulation/kills.ts';
import { runSeed, type SeedReport } from '../tests/sync/simulation/run-seed.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '10000' }, from: { type: 'string', default: '1' } },
});
const from = Number(values.from);
const seeds = Number(values.seeds);
if (!(Number.isSafeInteger(from) && Number.isSafeInteger(seeds) && seeds > 0)) {
  console.error('--from and --seeds take whole numbers');
  process.exit(2);
}

const FIGURES = [
  'requests',
  'pages',
  'unkept',
  'again',
  'restarts',
  'overshoots',
  'failures',
  'storeFaults',
  'rows',
  'takenOut',
  'retainedOut',
  'pruned',
  'lostSeconds',
] as const;
const hits = new Map<string, number>(KILL_POINTS.map((point) => [point, 0]));
const sums = new Map<string, number>(FIGURES.map((figure) => [figure, 0]));
const broken: SeedReport[] = [];
const startedAt = performance.now();

for (let seed = from; seed < from + seeds; seed++) {
  const report = await runSeed(seed);
  for (const point of report.kills) hits.set(point, (hits.get(point) ?? 0) + 1);
  for (const figure of FIGURES) sums.set(figure, (sums.get(figure) ?? 0) + report[figure]);
  if (report.fault !== undefined) {
    broken.push(report);
    console.error(`seed ${seed}: ${report.fault}`);
  }
  if ((seed - from + 1) % 1000 === 0)
    console.log(`${seed - from + 1} of ${seeds} seeds, ${broken.length} broken`);
}

console.log(
  `\nseeds ${from} to ${from + seeds - 1}, ${Math.round((performance.now() - startedAt) / 1000)} s`,
);
for (const [figure, sum] of sums) console.log(`${figure.padEnd(24)}${sum}`);
console.log('\nkilled at');
for (const [point, count] of hits) console.log(`${point.padEnd(24)}${count}`);

const missed = seeds < 500 ? [] : [...hits].filter(([, count]) => count === 0).map(([point]) => point);
if (missed.length > 0) console.error(`never killed at: ${missed.join(', ')}`);
console.log(
  broken.length === 0 ? '\nnothing was lost in silence' : `\n${broken.length} seeds broke a promise`,
);
process.exitCode = broken.length > 0 || missed.length > 0 ? 1 : 0;
