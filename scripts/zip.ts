// `npm run zip`: the store zips of both browsers. `--twice` builds them twice and fails unless the bytes are the same.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const OUT = '.output';

function zip(): Map<string, string> {
  for (const browser of ['chrome', 'firefox']) {
    const { status } = spawnSync('wxt', ['zip', '-b', browser, '--level', 'warn'], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  const zips = readdirSync(OUT).filter((name) => name.endsWith('.zip'));
  return new Map(zips.map((name) => [name, hash(join(OUT, name))]));
}

const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

const first = zip();
for (const [name, sum] of first) console.log(`${sum}  ${join(OUT, name)}`);
if (process.argv.includes('--twice')) {
  const second = zip();
  const changed = [...first].filter(([name, sum]) => second.get(name) !== sum).map(([name]) => name);
  if (changed.length > 0) {
    console.error(`not the same bytes twice: ${changed.join(', ')}`);
    process.exit(1);
  }
}
