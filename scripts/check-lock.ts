// A registry mirror can lack some platform packages; `npm install` skips them silently and a fresh clone's `npm ci`
// then fails. So: try it in an empty folder. Also asserts that no dependency runs an install script.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'huntlight-lock-'));
try {
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(file, join(folder, file));
  const args = ['ci', '--dry-run', '--ignore-scripts', '--loglevel=error'];
  const run = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' });
  if (run.status !== 0) {
    console.error(run.stderr);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { hasInstallScript?: boolean }>;
};
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '' || entry.hasInstallScript !== true) continue;
  console.error(`${path} runs an install script: refuse it or argue it in docs/decisions`);
  process.exitCode = 1;
}
