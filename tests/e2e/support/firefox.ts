import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { findBrowsers } from '../../../scripts/browsers.mjs';
import { findControl, findField, type Tab, type TestBrowser, waitFor } from './browser.ts';

export const FIREFOX_BUILD = resolve(import.meta.dirname, '../../../.output/firefox-mv3');
const EXTENSION_ID = 'huntlight@huntlight.example';
/** Fixed by a preference, so that the address of extension pages is known. */
const UUID = '11111111-2222-4333-8444-555555555555';

export interface FirefoxBrowser extends TestBrowser {
  readonly browser: Browser;
  /** Waits until the idle event page has ended, watching from an extension page that is open already. */
  waitForIdleBackground(desk: Tab): Promise<void>;
}

/** Stock Firefox with the built extension in a fresh profile, driven over WebDriver BiDi. */
export async function launchFirefox({
  idleTimeoutMs = 1500,
  keepWelcome = false,
  pixelRatio = 1,
} = {}): Promise<FirefoxBrowser> {
  const logs = await mkdtemp(join(tmpdir(), 'huntlight-firefox-'));
  const { firefox: executablePath } = findBrowsers();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    ...(executablePath === undefined ? {} : { executablePath }),
    headless: true,
    // Without it, navigation to moz-extension: is refused.
    args: ['--remote-allow-system-access'],
    env: {
      ...process.env,
      MOZ_LOG: 'timestamp,sync,nsHttp:3',
      MOZ_LOG_FILE: join(logs, 'http'),
      MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
    },
    extraPrefsFirefox: {
      // Firefox' own traffic off (its own test suites do the same), so that the log holds ours and the pages'.
      'services.settings.server': 'data:,#remote-settings-dummy/v1',
      'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: UUID }),
      'extensions.background.idle.timeout': idleTimeoutMs,
      'layout.css.devPixelsPerPx': String(pixelRatio),
    },
  });
  await browser.installExtension(FIREFOX_BUILD);
  if (!keepWelcome) await (await findPage(browser, 'welcome.html')).close();
  let closed = false;
  const openDesk = async (path: string): Promise<Tab> => {
    const page = await browser.newPage();
    // goto() never sees the load event of an extension page (it changes process), though the page does load.
    void page.goto(`moz-extension://${UUID}/${path}`, { timeout: 5000 }).catch(() => undefined);
    await waitFor(
      `moz-extension page ${path}`,
      () => page.evaluate(() => location.href + document.readyState),
      (state) => state.includes(path) && state.endsWith('complete'),
    );
    return createTab(page);
  };
  return {
    name: 'firefox',
    browser,
    openDesk,
    findDesk: async (path) => createTab(await findPage(browser, path)),
    async openTab(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return createTab(page);
    },
    waitForIdleBackground,
    async stopBackground() {
      const desk = await openDesk('options.html');
      await waitForIdleBackground(desk);
      await desk.close();
    },
    async close() {
      if (closed) return [];
      closed = true;
      await browser.close();
      const urls = await readHttpLogs(logs);
      await rm(logs, { recursive: true, force: true });
      return urls;
    },
  };
}

async function findPage(browser: Browser, path: string): Promise<Page> {
  // `page.url()` never hears of an extension page; the page itself knows where it is.
  const find = async () => {
    const pages = await browser.pages();
    const urls = await Promise.all(pages.map((page) => page.evaluate(() => location.href)));
    return pages[urls.findIndex((url) => url.endsWith(`/${path}`))];
  };
  const page = await waitFor(path, find, (found) => found !== undefined);
  if (page === undefined) throw new Error(`no tab shows ${path}`);
  return page;
}

export function createTab(page: Page): Tab {
  return {
    goto: async (url) => {
      await page.goto(url);
    },
    evaluate: (run, argument) => page.evaluate(run as never, argument) as never,
    fill: async (label, value) => {
      const field = (await page.waitForFunction(findField, {}, label)) as ElementHandle<HTMLInputElement>;
      await field.click({ count: 3 });
      await page.keyboard.press('Delete');
      await field.type(value);
    },
    press: async (name) => {
      const control = (await page.waitForFunction(findControl, {}, name)) as ElementHandle<HTMLElement>;
      await control.click();
    },
    screenshot: () => page.screenshot(),
    resize: (size) => page.setViewport(size),
    close: () => page.close(),
  };
}

/**
 * Firefox ends an idle event page by itself. Extension pages see that happen: `extension.getBackgroundPage` answers null
 * once it is gone.
 */
async function waitForIdleBackground(desk: Tab): Promise<void> {
  const isGone = () =>
    desk.evaluate(() => {
      const api = globalThis as unknown as { browser: { extension: { getBackgroundPage(): unknown } } };
      return api.browser.extension.getBackgroundPage() === null;
    }, undefined);
  await waitFor('the event page to end', isGone, (gone) => gone);
}

/** Every http(s) URL that Firefox' own HTTP log says was requested. */
async function readHttpLogs(folder: string): Promise<readonly string[]> {
  const urls = new Set<string>();
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    for (const [, url] of text.matchAll(/uri=(https?:\/\/\S+)/g)) if (url !== undefined) urls.add(url);
  }
  return [...urls];
}

/** Runs in a desk page of Firefox, where an extension may give back what the user granted. */
export const withdrawAccess = async () => {
  type Permissions = { remove(of: object): Promise<boolean> };
  const { permissions } = (globalThis as unknown as { browser: { permissions: Permissions } }).browser;
  await permissions.remove({ origins: ['<all_urls>'] });
};
