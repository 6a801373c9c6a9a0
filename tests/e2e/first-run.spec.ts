import { expect, test } from '@playwright/test';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal } from '../virustotal/server.ts';
import { type Tab, type TestBrowser, waitFor } from './support/browser.ts';
import { launchChromium } from './support/chromium.ts';
import { readPageItems, waitForText } from './support/desk.ts';
import { launchFirefox } from './support/firefox.ts';
import { findTextBox, readShare } from './support/pixels.ts';

const KEY = 'right-key-of-this-test';

/** What a new user may do: press what can be read. Counts how often they had to. */
function createUser() {
  let actions = 0;
  return {
    press: async (tab: Tab, name: string) => {
      actions += 1;
      await tab.press(name);
    },
    get actions() {
      return actions;
    },
  };
}

const addressOf = (tab: Tab) => tab.evaluate(() => location.href, undefined);
const listDatabases = (tab: Tab) =>
  tab.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name), undefined);

for (const launch of [launchChromium, launchFirefox] as const) {
  const name = launch === launchChromium ? 'Chromium' : 'Firefox';

  test(`${name}: from install to the sample report lit up, and out again, by visible text only`, async () => {
    const browser: TestBrowser = await launch({ keepWelcome: true });
    try {
      const user = createUser();
      const welcome = await browser.findDesk('welcome.html');
      await waitForText(welcome, 'Nothing you read leaves the browser', 'The page learns nothing');
      await user.press(welcome, 'Try with a sample stream');
      const report = await browser.findDesk('sample-report.html');
      await waitForText(report, 'This is the sample stream', 'Paper Heron');
      const lit = await waitFor(
        'the report to light up',
        async () => readShare(await report.screenshot(), await findTextBox(report, '203.0.113.66'), isTinted),
        (share) => share > 0.2,
      );
      expect(lit).toBeGreaterThan(0.2);
      expect(user.actions).toBeLessThanOrEqual(4);

      const items = await waitFor(
        'its matches in the popup',
        async () => readPageItems(browser, await addressOf(report)),
        (found) => found.length > 15,
      );
      expect(items.map(({ key }) => key)).toContain('domain:invoice-heron.example');

      expect(await listDatabases(welcome)).toContain('huntlight-archive-sample');
      await user.press(report, 'Leave the sample and wipe it');
      await waitFor(
        'the sample archive to be gone',
        () => listDatabases(welcome),
        (names) => !names.includes('huntlight-archive-sample'),
      );
      await waitForText(welcome, 'Try with a sample stream');
    } finally {
      await browser.close();
    }
  });

  test(`${name}: the first sync is seen on the first page; a key ends the sample`, async () => {
    const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
    const browser: TestBrowser = await launch({ keepWelcome: true });
    try {
      const welcome = await browser.findDesk('welcome.html');
      await welcome.press('Try with a sample stream');
      await waitForText(await browser.findDesk('sample-report.html'), 'This is the sample stream');
      await welcome.fill('API address', virusTotal.url);
      await welcome.fill('API key', KEY);
      await welcome.press('Save');
      await waitForText(welcome, 'Your stream is here', '14 notifications');
      expect(await listDatabases(welcome)).not.toContain('huntlight-archive-sample');
    } finally {
      await browser.close();
      await virusTotal.close();
    }
  });
}

/** The tint and line of an unread match over the report's grey or white. */
function isTinted([red, green, blue]: readonly [number, number, number]): boolean {
  return red - Math.max(green, blue) > 25;
}
