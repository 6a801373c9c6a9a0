import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findBrowsers } from '../../../scripts/browsers.mjs';
import { CHROMIUM_ARGS } from '../../support/chromium-args.ts';
import { connectDevTools, type DevTools } from './dev-tools.ts';

export interface ChromiumOptions {
  /** Folder of the profile; made and kept by the caller. */
  readonly profile: string;
  /** Folders of unpacked extensions. */
  readonly extensions?: readonly string[];
  readonly args?: readonly string[];
}

export interface Chromium {
  readonly devTools: DevTools;
  close(): Promise<void>;
}

/** A tab that is not looked at works as one that is. */
const NEVER_SLOWED = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-hang-monitor',
];
const START_LIMIT_MS = 60_000;

/** Starts Chromium for measuring, without a window. */
export async function openChromium(options: ChromiumOptions): Promise<Chromium> {
  const { profile, extensions = [], args = [] } = options;
  const { chromium } = findBrowsers();
  if (chromium === undefined) throw new Error('no Chromium found: npm run setup, or set CHROME_PATH');
  const addressFile = join(profile, 'DevToolsActivePort');
  await rm(addressFile, { force: true });
  const list = extensions.join(',');
  const child = spawn(
    chromium,
    [
      '--headless=new',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      ...(list === ''
        ? ['--disable-extensions']
        : [`--disable-extensions-except=${list}`, `--load-extension=${list}`]),
      ...CHROMIUM_ARGS,
      ...NEVER_SLOWED,
      ...args,
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const devTools = await connectDevTools(await readAddress(addressFile, child));
  return {
    devTools,
    async close() {
      const ended =
        child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
      // It may be gone before it has answered.
      await devTools.send('Browser.close').catch(() => undefined);
      await ended;
    },
  };
}

/** Chromium writes port and path as soon as it listens. */
async function readAddress(file: string, child: ChildProcess): Promise<string> {
  for (const end = performance.now() + START_LIMIT_MS; performance.now() < end; await wait(50)) {
    if (child.exitCode !== null)
      throw new Error(`Chromium ended at once (${child.exitCode}): is the profile in use?`);
    const [port, path] = (await readFile(file, 'utf8').catch(() => '')).trim().split('\n');
    if (port && path) return `ws://127.0.0.1:${port}${path}`;
  }
  child.kill();
  throw new Error('Chromium did not start');
}
