import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElementHandle, KeyInput } from 'puppeteer-core';
import { type Tab, type TestBrowser, waitFor } from '../../tests/e2e/support/browser.ts';
import { createTab as createChromiumTab, launchChromium } from '../../tests/e2e/support/chromium.ts';
import { connectDevTools } from '../../tests/e2e/support/dev-tools.ts';
import { createTab as createFirefoxTab, launchFirefox } from '../../tests/e2e/support/firefox.ts';
import { noteFirstRows } from './in-page.ts';

/** An extension page with what only a real browser's own tools can do to it. */
export interface Screen extends Tab {
  /** Chooses a file in the page's file field, as its reader would; the browser reads it from the disk. */
  upload(path: string): Promise<void>;
  key(name: KeyInput): Promise<void>;
  /** Device pixels per CSS pixel. */
  setPixelRatio(ratio: number): Promise<void>;
}

export interface Machine {
  readonly browser: TestBrowser;
  /** An extension page which notes when its first notifications were painted. */
  openScreen(path: string): Promise<Screen>;
  /** Of the background, bytes, after a collection; `undefined` where the browser tells nobody. */
  readHeap(): Promise<number | undefined>;
  /** Bytes that the extension's IndexedDB takes on the disk. */
  readDisk(): Promise<number>;
}

/** `profile`: one to go on in. */
export async function openChromium(profile?: string): Promise<Machine> {
  const isOld = profile !== undefined && existsSync(profile);
  const browser = await launchChromium({
    debugging: true,
    keepWelcome: isOld,
    ...(profile === undefined ? {} : { profile }),
  });
  return {
    browser,
    async openScreen(path) {
      const page = await browser.context.newPage();
      await page.addInitScript(noteFirstRows);
      await page.goto(`chrome-extension://${browser.extensionId}/${path}`);
      const devTools = await browser.context.newCDPSession(page);
      return {
        ...createChromiumTab(page),
        upload: (file) => page.locator('input[type=file][accept*=jsonl]').setInputFiles(file),
        key: (name) => page.keyboard.press(name),
        setPixelRatio: async (deviceScaleFactor) => {
          const size = page.viewportSize() ?? { width: 800, height: 600 };
          await devTools.send('Emulation.setDeviceMetricsOverride', {
            ...size,
            deviceScaleFactor,
            mobile: false,
          });
        },
      };
    },
    async readHeap() {
      const tools = await connectDevTools(browser.profile, 'service_worker');
      await tools.call('HeapProfiler.collectGarbage');
      const { usedSize } = await tools.call<{ usedSize: number }>('Runtime.getHeapUsage');
      tools.close();
      return usedSize;
    },
    readDisk: () => sumFiles(browser.profile, /IndexedDB.chrome-extension_/),
  };
}

type ZoomApi = {
  browser: { tabs: { setZoom(factor: number): Promise<void> } };
};

export async function openFirefox(): Promise<Machine> {
  const browser = await launchFirefox();
  const desk = await browser.openDesk('options.html');
  const origin = await desk.evaluate(() => location.origin, undefined);
  await desk.close();
  const words = browser.browser.process()?.spawnargs ?? [];
  const profile = words[words.findIndex((word) => /^--?profile$/.test(word)) + 1] ?? '';
  return {
    browser,
    async openScreen(path) {
      const page = await browser.browser.newPage();
      await page.evaluateOnNewDocument(noteFirstRows);
      // goto() never sees the load event of an extension page.
      void page.goto(`${origin}/${path}`, { timeout: 5000 }).catch(() => undefined);
      // Asked again after an error: the page changes process while it loads.
      await waitFor(
        path,
        () => page.evaluate(() => location.href + document.readyState),
        (state) => state.includes(path) && state.endsWith('complete'),
      );
      return {
        ...createFirefoxTab(page),
        upload: async (file) => {
          const field = await page.waitForSelector('input[type=file][accept*=jsonl]');
          await (field as ElementHandle<HTMLInputElement>).uploadFile(file);
        },
        key: (name) => page.keyboard.press(name),
        // Zoom is what a screen of two pixels a pixel is to the layout.
        setPixelRatio: (ratio) =>
          page.evaluate((factor) => (globalThis as unknown as ZoomApi).browser.tabs.setZoom(factor), ratio),
      };
    },
    readHeap: async () => undefined,
    readDisk: () => sumFiles(profile, /storage.default.moz-extension/),
  };
}

async function sumFiles(folder: string, wanted: RegExp): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // A browser at work replaces its files.
    if (entry.isFile() && wanted.test(path)) bytes += (await stat(path).catch(() => ({ size: 0 }))).size;
  }
  return bytes;
}
