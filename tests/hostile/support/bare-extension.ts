import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An extension that does nothing: the launcher waits for a worker, and a page cannot tell it from none. */
export async function createBareExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'huntlight-bare-'));
  const manifest = {
    manifest_version: 3,
    name: 'nothing',
    version: '1',
    background: { service_worker: 'worker.js' },
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'worker.js'), '');
  return folder;
}
