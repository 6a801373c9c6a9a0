import { expect, test } from '@playwright/test';
import type { PageServer } from '../support/page-server.ts';
import { serveSampleReport } from '../support/sample-report.ts';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal, type VirusTotal } from '../virustotal/server.ts';
import { clearAlarms } from './support/alarms.ts';
import { type TestBrowser, waitFor } from './support/browser.ts';
import { launchChromium } from './support/chromium.ts';
import { readButton, saveAccount, waitForText } from './support/desk.ts';
import { launchFirefox } from './support/firefox.ts';

const KEY = 'right-key-of-this-test';
/** Longer than the test: a background that starts anew paints everything, whoever forgot to. */
const NEVER_MS = 600_000;

const browsers = {
  Chromium: () => launchChromium(),
  Firefox: () => launchFirefox({ idleTimeoutMs: NEVER_MS }),
};

for (const [name, launch] of Object.entries(browsers)) {
  test.describe(name, () => {
    let virusTotal: VirusTotal;
    let report: PageServer;
    let browser: TestBrowser;
    test.beforeEach(async () => {
      virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
      report = await serveSampleReport();
      browser = await launch();
    });
    test.afterEach(async () => {
      await browser.close();
      await report.close();
      await virusTotal.close();
    });

    /** A key, the first sync, and a background that nothing but the options keeps busy. */
    const syncFirst = async () => {
      // The options ask for the state every few seconds, which keeps the background as it is.
      const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
      await waitForText(options, 'Saved', 'Synced');
      await options.evaluate(clearAlarms, undefined);
      // What the rows have to tell is told: nothing else is news from here on.
      await waitFor(
        'the unread matches',
        () => readButton(options),
        ({ text }) => Number(text) > 0,
      );
      return options;
    };

    test(`${name}: a sync that ends with a problem is on the button at once, in the problem's words`, async () => {
      const options = await syncFirst();
      virusTotal.configure({ forbidden: true });
      await options.press('Sync now');
      await waitForText(options, 'This account has no IoC Stream');
      const { title } = await waitFor(
        'the alert',
        () => readButton(options),
        ({ text }) => text === '!',
      );
      expect(title).toBe('Huntlight: This account has no IoC Stream');
    });

    test(`${name}: a tab whose matches count no more shows what all tabs show, also when that changes`, async () => {
      await browser.openTab(report.url);
      const options = await syncFirst();
      await waitFor(
        'the matches of the page',
        () => readButton(options, report.url),
        ({ title }) => title.endsWith('matches on this page'),
      );
      await options.evaluate(countUnread, undefined);
      const isLikeAll = (wanted: string) =>
        waitFor(
          `"${wanted}" on the tab as on all`,
          async () => [await readButton(options, report.url), await readButton(options)] as const,
          ([tab, all]) => all.title.includes(wanted) && JSON.stringify(tab) === JSON.stringify(all),
        );
      await isLikeAll('unread hunting matches');
      virusTotal.configure({ forbidden: true });
      await options.press('Sync now');
      await isLikeAll('This account has no IoC Stream');
      virusTotal.configure({ forbidden: false });
      await options.press('Sync now');
      await isLikeAll('unread hunting matches');
    });
  });
}

/** Runs in a desk page: the button counts unread matches only. */
const countUnread = async () => {
  type Api = { chrome: { storage: { local: { set(items: object): Promise<void> } } } };
  await (globalThis as unknown as Api).chrome.storage.local.set({ settings: { badgeCounts: 'unread' } });
};
