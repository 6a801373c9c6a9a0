import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Chromium, openChromium } from './chromium.ts';
import { copyExtension, findOrigin, keepFirstPageClosed } from './extension.ts';
import type { Rig } from './rig.ts';

/** Two Chromiums alike, one with the extension and one without, for what a page costs with and without it. */
export interface Pair {
  readonly extended: Chromium;
  readonly plain: Chromium;
  close(): Promise<void>;
}

/** The extension has registered its content script by then. */
const SETTLE_MS = 3000;

/** Both in fresh profiles. */
export async function openPair(rig: Rig, args: readonly string[] = []): Promise<Pair> {
  const extension = await copyExtension(rig);
  const folder = await mkdtemp(join(tmpdir(), 'huntlight-bench-pair-'));
  const extended = await openChromium({ profile: join(folder, 'extended'), extensions: [extension], args });
  await keepFirstPageClosed(extended);
  await findOrigin(extended, 'background.js');
  const plain = await openChromium({ profile: join(folder, 'plain'), args });
  await wait(SETTLE_MS);
  return {
    extended,
    plain,
    async close() {
      await extended.close();
      await plain.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
