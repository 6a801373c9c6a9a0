import { cp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CHROMIUM_BUILD } from '../../e2e/support/chromium.ts';
import { type Chromium, openChromium } from './chromium.ts';

/** Chromium with the built extension in a profile that is kept from run to run. */
export interface ExtendedChromium extends Chromium {
  readonly extensionId: string;
  /** An empty document of the extension's own origin, where its databases are. */
  readonly blankUrl: string;
  /** Address of one of its pages. */
  deskUrl(path: string): string;
}

/** Kept between runs: profiles with their archives, and the extension as it was measured last. */
export const BENCH_CACHE = join(tmpdir(), 'huntlight-bench');

/**
 * The extension is copied first: its id, and so the origin of the kept archives, comes from its folder; and nobody
 * rebuilds the copy during the run.
 */
export async function openExtendedChromium(profileName: string): Promise<ExtendedChromium> {
  const extension = join(BENCH_CACHE, 'extension');
  const profile = join(BENCH_CACHE, profileName);
  await mkdir(profile, { recursive: true });
  await rm(extension, { recursive: true, force: true });
  await cp(CHROMIUM_BUILD, extension, { recursive: true });
  // Or Chromium runs the worker's script as an earlier run left it there.
  await rm(join(profile, 'Default', 'Service Worker'), { recursive: true, force: true });
  const browser = await openChromium({ profile, extensions: [extension] });
  const extensionId = await findExtensionId(browser);
  const deskUrl = (path: string) => `chrome-extension://${extensionId}/${path}`;
  return { ...browser, extensionId, deskUrl, blankUrl: deskUrl('manifest.json') };
}

/** Waits for the extension's worker. */
async function findExtensionId({ devTools }: Chromium): Promise<string> {
  for (let tries = 0; tries < 600; tries++) {
    const { targetInfos } = await devTools.send<{ targetInfos: { type: string; url: string }[] }>(
      'Target.getTargets',
    );
    const worker = targetInfos.find(
      ({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension:'),
    );
    if (worker !== undefined) return new URL(worker.url).host;
    await wait(50);
  }
  throw new Error('the extension did not start');
}
