// `npm run check`: what runs before each commit, in under a minute.
import { runSteps } from './run-steps.ts';

runSteps([
  { what: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { what: 'types', command: ['tsc', '--noEmit'] },
  { what: 'types of the pure rooms, without DOM', command: ['tsc', '--noEmit', '-p', 'tsconfig.core.json'] },
  { what: 'unit and architecture tests', command: ['vitest', 'run', '--project', 'unit'] },
]);
