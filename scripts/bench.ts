// `npm run bench -- [--quick] [--only ID]... [--except ID]... [--profile] [--json FILE [--resume]]`: measures every row of
// the target table in Chromium with the built extension. A full run writes docs/benchmarks.md (which names the rows that
// `--except` left out) and its plots; it takes an hour and more, so FILE is written after every row and `--resume` goes on
// where it ends. A quick run ends within ten minutes: fewer rounds, the slower the machine is, smaller archives, and none
// of the rows that take many loads to say anything. `--profile` says where each row's time goes instead of how much it
// is. scripts/setup.mjs has run (package.json, prebench).
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ALL_ROWS } from '../tests/bench/all-rows.ts';
import { createBenchmarksPage } from '../tests/bench/benchmarks-page.ts';
import { createLinePlot } from '../tests/bench/line-plot.ts';
import { describeMachine } from '../tests/bench/machine.ts';
import { createProfile } from '../tests/bench/rig/profile.ts';
import { createRig, readBrowserName } from '../tests/bench/rig/rig.ts';
import { drawScaling, measureScaling } from '../tests/bench/scaling.ts';
import { readKnownOutcomes } from './bench/known-outcomes.ts';
import { isOutcome, runRows } from './bench/run-rows.ts';

const IMAGES = 'docs/images';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    resume: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    except: { type: 'string', multiple: true, default: [] },
    profile: { type: 'boolean', default: false },
  },
});
const { quick, json, only, except, resume } = values;
if (resume && json === undefined) {
  console.error('--resume goes on with the file of --json, which is missing.');
  process.exit(2);
}
const unknown = [...(only ?? []), ...except].filter((id) => ALL_ROWS.every((row) => row.id !== id));
if (unknown.length > 0) {
  console.error(`No such row: ${unknown.join(', ')}. There are: ${ALL_ROWS.map(({ id }) => id).join(', ')}`);
  process.exit(2);
}

const profile = values.profile ? createProfile() : undefined;
const rig = createRig({
  isQuick: quick,
  say: (text) => console.log(`  ${text}`),
  ...(profile && { profile }),
});
try {
  const today = describeMachine(await readBrowserName(rig), new Date());
  const { machine, known } =
    resume && json !== undefined
      ? readKnownOutcomes(json, { machine: today, quick })
      : { machine: today, known: [] };
  const results = await runRows(
    ALL_ROWS.filter(
      ({ id, isForFullRuns }) =>
        (only?.includes(id) ?? !(quick && isForFullRuns === true)) && !except.includes(id),
    ),
    rig,
    {
      profile,
      known,
      // At once: what took an hour is not lost when what follows cannot be measured.
      onResult(rows) {
        if (json !== undefined) writeFileSync(json, `${JSON.stringify({ machine, quick, rows }, null, 2)}\n`);
      },
    },
  );
  const outcomes = ALL_ROWS.flatMap(({ id }) => results.filter(isOutcome).filter((each) => each.id === id));
  const missed = results.filter(({ pass }) => !pass);
  console.log(`\n${results.length - missed.length} of ${results.length} rows meet their target.`);
  if (outcomes.length < results.length) process.exitCode = 1;
  if (!quick && profile === undefined && (only === undefined || resume)) {
    const missing = ALL_ROWS.flatMap(({ id }) => (outcomes.some((each) => each.id === id) ? [] : [id]));
    const writePage = (plots: readonly { readonly file: string; readonly title: string }[]) =>
      writeFileSync('docs/benchmarks.md', createBenchmarksPage({ machine, outcomes, missing, plots }));
    writePage([]);
    if (only === undefined) {
      const plots = drawScaling(await measureScaling(rig));
      mkdirSync(IMAGES, { recursive: true });
      for (const { file, plot } of plots) writeFileSync(`${IMAGES}/${file}`, createLinePlot(plot));
      writePage(plots.map(({ file, plot }) => ({ file: `images/${file}`, title: plot.title })));
    }
  }
} finally {
  await rig.close();
}
