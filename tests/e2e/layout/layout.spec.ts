import { expect, test } from '@playwright/test';
import { servePages } from '../../support/page-server.ts';
import type { VirusTotal } from '../../virustotal/server.ts';
import type { Tab, TestBrowser } from '../support/browser.ts';
import { launchChromium } from '../support/chromium.ts';
import { launchFirefox } from '../support/firefox.ts';
import { compareGround } from './compare-ground.ts';
import { openArchive, switchOff } from './hunted-archive.ts';
import { createLayoutDocument, type LayoutPage } from './layout-page.ts';
import { LAYOUT_PAGES } from './pages.ts';

const SIZE = { width: 1000, height: 600 };
const NARROW = { width: 700, height: 500 };

/** Paint and mark agree, now or soon: after whatever the page did, without any event to wait for. */
async function expectGround(when: string, painted: Tab, marked: Tab): Promise<void> {
  await expect
    .poll(
      async () => {
        const [paint, mark] = [await painted.screenshot(), await marked.screenshot()];
        const { missing, surplus, at, marked: all } = compareGround(paint, mark);
        return { when, missing, surplus, at, hasMarks: all > 0 };
      },
      { timeout: 60_000, intervals: [200] },
    )
    .toEqual({ when, missing: 0, surplus: 0, at: '', hasMarks: true });
}

/** What every page goes through after its own steps. */
const COMMON: NonNullable<LayoutPage['steps']> = {
  'page scrolled': () => {
    document.body.append(Object.assign(document.createElement('div'), { style: 'height:1500px' }));
    scrollTo(0, scrollY + 13);
  },
  'page zoomed': () => {
    document.documentElement.style.cssText = '';
    document.documentElement.style.setProperty('zoom', '1.25');
  },
};

/** In a tab that is not in front, Firefox moves animations on every second, then every two, four, eight: nothing to wait for. */
const endAnimations = () => {
  for (const animation of document.getAnimations()) animation.finish();
};

for (const launch of [launchChromium, launchFirefox] as const) {
  const name = launch === launchChromium ? 'Chromium' : 'Firefox';

  test.describe(`${name}: paint stands where the text stands`, () => {
    let browser: TestBrowser;
    let virusTotal: VirusTotal;

    test.beforeAll(async () => {
      browser = await launch();
      virusTotal = await openArchive(browser);
      await switchOff(browser, '127.0.0.1');
    });
    test.afterAll(async () => {
      await browser.close();
      await virusTotal.close();
    });

    for (const page of LAYOUT_PAGES) {
      test(`${name}: ${page.name}`, async () => {
        const server = await servePages({ '/': createLayoutDocument(page) });
        // The one that needs animation frames comes last and so in front.
        const marked = await browser.openTab(server.url.replace('localhost', '127.0.0.1'));
        const painted = await browser.openTab(server.url);
        const tabs = [painted, marked];
        for (const tab of tabs) await tab.resize(SIZE);
        await expectGround('loaded', painted, marked);
        for (const [step, run] of Object.entries({ ...page.steps, ...COMMON })) {
          for (const tab of tabs) await tab.evaluate(run, undefined);
          await marked.evaluate(endAnimations, undefined);
          await expectGround(step, painted, marked);
        }
        for (const tab of tabs) await tab.resize(NARROW);
        await expectGround('resized', painted, marked);
        for (const tab of tabs) await tab.close();
        await server.close();
      });
    }
  });
}
