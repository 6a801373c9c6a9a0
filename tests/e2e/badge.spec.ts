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

    test(`${name}: a sync that ends with a problem is on the button at once, in the problem's words`, async () => {
      // The options ask for the state every few seconds, which keeps the background as it is.
      const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
      await waitForText(options, 'Saved', 'Synced');
      await options.evaluate(clearAlarms, undefined);
      // What the rows of the first sync have to tell is told: nothing but the problem is news from here on.
      await waitFor(
        'the unread matches',
        () => readButton(options),
        ({ text }) => Number(text) > 0,
      );
      virusTotal.configure({ forbidden: true });
      await options.press('Sync now');
      await waitForText(options, 'This account has no IoC Stream');
      const { text, title } = await waitFor(
        'the alert',
        () => readButton(options),
        (button) => button.text === '!',
      );
      expect([text, title]).toEqual(['!', 'Huntlight: This account has no IoC Stream']);
    });
  });
}
