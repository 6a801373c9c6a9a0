import { cp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CHROMIUM_BUILD } from '../../e2e/support/chromium.ts';
import { type Chromium, openChromium } from './chromium.ts';
import type { Rig } from './rig.ts';

/** Chromium with the built extension in a profile that is kept from run to run. */
export interface ExtendedChromium extends Chromium {
  /** An empty document of the extension's own origin, where its databases are. */
  readonly blankUrl: string;
  /** The same of the echo extension, which is loaded beside ours (echo-extension/). */
  readonly echoUrl: string;
  /** Address of one of its pages. */
  deskUrl(path: string): string;
}

/** Kept between runs: profiles with their archives, and the extension as it was measured last. */
export const BENCH_CACHE = join(tmpdir(), 'huntlight-bench');

const ECHO = join(import.meta.dirname, '../echo-extension');
/** A page of the extension that runs nothing. */
const EMPTY_DOCUMENT = 'manifest.json';

/**
 * A copy of the built extension, always in the same folder: its id, and so the origin of the kept archives, comes from
 * there. Nobody rebuilds the copy during the run.
 */
export function copyExtension(rig: Rig): Promise<string> {
  return rig.once('extension', async () => {
    const folder = join(BENCH_CACHE, 'extension');
    await rm(folder, { recursive: true, force: true });
    await cp(CHROMIUM_BUILD, folder, { recursive: true });
    return folder;
  });
}

/** The profile is kept in the cache under its name. */
export async function openExtendedChromium(rig: Rig, profileName: string): Promise<ExtendedChromium> {
  const profile = join(BENCH_CACHE, profileName);
  await mkdir(profile, { recursive: true });
  const extension = await copyExtension(rig);
  // Or Chromium runs the worker's script as an earlier run left it there.
  await rm(join(profile, 'Default', 'Service Worker'), { recursive: true, force: true });
  const browser = await openChromium({ profile, extensions: [extension, ECHO] });
  await keepFirstPageClosed(browser);
  const origin = await findOrigin(browser, 'background.js');
  const echoOrigin = await findOrigin(browser, 'echo.js');
  return {
    ...browser,
    deskUrl: (path) => `${origin}/${path}`,
    blankUrl: `${origin}/${EMPTY_DOCUMENT}`,
    echoUrl: `${echoOrigin}/${EMPTY_DOCUMENT}`,
  };
}

/** The origin of the extension whose worker has this name. */
export async function findOrigin({ devTools }: Chromium, worker: string): Promise<string> {
  const isWorker = ({ type, url }: Target) =>
    type === 'service_worker' && url.startsWith('chrome-extension:') && url.endsWith(`/${worker}`);
  for (let tries = 0; tries < 600; tries++) {
    const { targetInfos } = await devTools.send<{ targetInfos: Target[] }>('Target.getTargets');
    const found = targetInfos.find(isWorker);
    if (found !== undefined) return found.url.slice(0, -worker.length - 1);
    await wait(50);
  }
  throw new Error(`no extension with a worker ${worker} started`);
}

const FIRST_PAGE = '/welcome.html';

/**
 * What an install opens comes up in front of a tab that is being measured, which then draws no frame. Call before it can
 * open; a kept profile may take the extension for a new one as well, after a run that was interrupted.
 */
export async function keepFirstPageClosed({ devTools }: Chromium): Promise<void> {
  const closeIfFirst = (event: unknown) => {
    const { targetId, type, url } = (event as { targetInfo: Target }).targetInfo;
    if (type !== 'page' || !url.startsWith('chrome-extension:') || !url.endsWith(FIRST_PAGE)) return;
    // It may be gone already.
    devTools.send('Target.closeTarget', { targetId }).catch(() => undefined);
  };
  devTools.on('Target.targetCreated', closeIfFirst);
  devTools.on('Target.targetInfoChanged', closeIfFirst);
  await devTools.send('Target.setDiscoverTargets', { discover: true });
}

interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}
