import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { findBrowsers } from '../../../scripts/browsers.mjs';
import { CHROMIUM_ARGS } from '../../support/chromium-args.ts';
import { findControl, findField, type Tab, type TestBrowser, waitFor } from './browser.ts';

export const CHROMIUM_BUILD = resolve(import.meta.dirname, '../../../.output/chrome-mv3');

export interface ChromiumOptions {
  readonly headless?: boolean;
  readonly build?: string;
  readonly colorScheme?: 'light' | 'dark';
  /** Opens a DevTools port on loopback (`connectDevTools`). */
  readonly debugging?: boolean;
  /** Leaves the first-run page open, which would otherwise come up in front of a test's own tab. */
  readonly keepWelcome?: boolean;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio?: number;
  /** Features that pages would have to ask for: `--enable-blink-features`. */
  readonly features?: readonly string[];
  /** A profile to go on in, which is kept; default: a fresh one that goes when the browser is closed. */
  readonly profile?: string;
}

export interface ChromiumBrowser extends TestBrowser {
  openTab(url: string): Promise<PlaywrightTab>;
  openDesk(path: string): Promise<PlaywrightTab>;
  findDesk(path: string): Promise<PlaywrightTab>;
  readonly context: BrowserContext;
  readonly extensionId: string;
  readonly profile: string;
  /** As the user does on the extension's page of the browser: access to pages on click only. */
  withholdAccess(): Promise<void>;
  /** And on every page again. */
  grantAccess(): Promise<void>;
}

/** Chromium with the built extension. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<ChromiumBrowser> {
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'huntlight-chromium-')));
  const netLog = join(profile, 'net-log.json');
  const build = options.build ?? CHROMIUM_BUILD;
  const { chromium: executablePath } = findBrowsers();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    headless: options.headless ?? true,
    colorScheme: options.colorScheme ?? null,
    ...(options.pixelRatio === undefined ? {} : { deviceScaleFactor: options.pixelRatio }),
    ...(options.headless === false ? { viewport: null } : {}),
    args: [
      `--disable-extensions-except=${build}`,
      `--load-extension=${build}`,
      `--log-net-log=${netLog}`,
      ...(options.debugging ? ['--remote-debugging-port=0'] : []),
      ...(options.features === undefined ? [] : [`--enable-blink-features=${options.features.join()}`]),
      ...CHROMIUM_ARGS,
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extensionId = new URL(worker.url()).host;
  if (!options.keepWelcome && existsSync(join(build, 'welcome.html'))) {
    await (await findPage(context, 'welcome.html')).close();
  }
  let closed = false;
  const open = async (url: string) => {
    const page = await context.newPage();
    await page.goto(url);
    return createTab(page);
  };
  return {
    name: 'chromium',
    context,
    extensionId,
    profile,
    openTab: open,
    findDesk: async (path) => createTab(await findPage(context, path)),
    openDesk: (path) => open(`chrome-extension://${extensionId}/${path}`),
    stopBackground: () => stopServiceWorker(context),
    withholdAccess: () => setHostAccess(context, extensionId, 'ON_CLICK'),
    grantAccess: () => setHostAccess(context, extensionId, 'ON_ALL_SITES'),
    async close() {
      if (closed) return [];
      closed = true;
      await context.close();
      const urls = readNetLog(await readFile(netLog, 'utf8'));
      if (options.profile === undefined) await rm(profile, { recursive: true, force: true });
      return urls;
    },
  };
}

export interface PlaywrightTab extends Tab {
  readonly page: Page;
}

export function createTab(page: Page): PlaywrightTab {
  return {
    page,
    goto: async (url) => {
      await page.goto(url);
    },
    evaluate: (run, argument) => page.evaluate(run as never, argument),
    fill: async (label, value) => {
      const field = (await page.waitForFunction(findField, label)).asElement();
      await field?.fill(value);
    },
    press: async (name) => {
      const control = (await page.waitForFunction(findControl, name)).asElement();
      await control?.click();
    },
    screenshot: () => page.screenshot(),
    resize: (size) => page.setViewportSize(size),
    close: () => page.close(),
  };
}

async function findPage(context: BrowserContext, path: string): Promise<Page> {
  const find = async () => context.pages().find((page) => page.url().endsWith(`/${path}`));
  const page = await waitFor(path, find, (found) => found !== undefined);
  if (page === undefined) throw new Error(`no tab shows ${path}`);
  return page;
}

/** Playwright emits no event for a stopped worker (it keeps the handle and attaches again): ask DevTools itself. */
async function stopServiceWorker(context: BrowserContext): Promise<void> {
  const page = context.pages().find((each) => each.url().startsWith('http')) ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  const stopped = new Promise<void>((done) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.some((version) => version.runningStatus === 'stopped')) done();
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await session.detach();
}

/**
 * Every http(s) URL that Chromium's own network log says was requested. Its own update checks and account look-ups,
 * which no flag turns off, are known by having no origin as initiator; pages and extensions always have one.
 */
function readNetLog(text: string): readonly string[] {
  const log = JSON.parse(text) as {
    constants: { logEventTypes: Record<string, number> };
    events: { type: number; params?: { url?: string; initiator?: string } }[];
  };
  const start = log.constants.logEventTypes['URL_REQUEST_START_JOB'];
  const started = log.events.filter(({ type }) => type === start).flatMap(({ params }) => params ?? []);
  const isOwn = (url: string, initiator?: string) =>
    initiator === 'not an origin' && /(?:^|\.)google(?:apis)?\.com$/.test(new URL(url).hostname);
  const urls = started.flatMap(({ url, initiator }) =>
    url === undefined || isOwn(url, initiator) ? [] : url,
  );
  return [...new Set(urls)].filter((url) => url.startsWith('http'));
}

/** No extension may take away what its own manifest asks for; the browser's page of extensions does it. */
async function setHostAccess(
  context: BrowserContext,
  extensionId: string,
  hostAccess: 'ON_CLICK' | 'ON_ALL_SITES',
): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    async (update) => {
      type Private = { updateExtensionConfiguration(update: object): Promise<void> };
      const { developerPrivate } = (globalThis as unknown as { chrome: { developerPrivate: Private } })
        .chrome;
      await developerPrivate.updateExtensionConfiguration(update);
    },
    { extensionId, hostAccess },
  );
  await page.close();
}
