import { spawnSync } from 'node:child_process';

export interface Step {
  readonly what: string;
  readonly command: readonly [string, ...string[]];
}

/** Runs commands one after another, says how long each took, and ends the process at the first that fails. */
export function runSteps(steps: readonly Step[]): void {
  for (const { what, command } of steps) {
    const started = performance.now();
    const [program, ...args] = command;
    const { status } = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${what} (${seconds} s)`);
    if (status !== 0) process.exit(status ?? 1);
  }
}
