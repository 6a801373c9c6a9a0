// `npm test`: every check and test there is. scripts/setup.mjs has run before (package.json, pretest).
import { runSteps } from './run-steps.ts';

runSteps([
  { what: 'checks and unit tests', command: ['node', 'scripts/check.ts'] },
  { what: 'DOM tests in Chromium', command: ['vitest', 'run', '--project', 'dom'] },
  {
    what: 'store lint of the Firefox build',
    command: ['web-ext', 'lint', '--source-dir', '.output/firefox-mv3', '--no-config-discovery'],
  },
  { what: 'the lock file installs in an empty folder', command: ['node', 'scripts/check-lock.ts'] },
  { what: 'zips are the same bytes twice', command: ['node', 'scripts/zip.ts', '--twice'] },
  { what: 'end to end in Chromium and Firefox', command: ['playwright', 'test'] },
]);
