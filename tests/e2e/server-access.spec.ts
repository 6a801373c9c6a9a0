import { expect, test } from '@playwright/test';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal } from '../virustotal/server.ts';
import { clearAlarms } from './support/alarms.ts';
import { type Tab, waitFor } from './support/browser.ts';
import { launchChromium } from './support/chromium.ts';
import { readButton, readText, saveAccount, waitForText } from './support/desk.ts';
import { launchFirefox, withdrawAccess } from './support/firefox.ts';

const KEY = 'right-key-of-this-test';
const WITHHELD = 'Access to VirusTotal is not allowed';

/** `withhold`: takes all access, as the user can at any time. */
async function checkWithheld<T extends Tab>(
  browser: { openDesk(path: string): Promise<T> },
  withhold: (options: T) => Promise<void>,
) {
  const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  try {
    const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
    await waitForText(options, 'Saved', 'Synced');
    await withhold(options);
    await waitForText(options, WITHHELD, 'Allow access to VirusTotal');
    await waitFor(
      'the alert',
      () => readButton(options),
      ({ text, title }) => text === '!' && title === `Huntlight: ${WITHHELD}`,
    );
    const asked = virusTotal.log.length;
    await options.press('Sync now');
    // What is asked of the background next is answered after the burst has begun.
    const popup = await browser.openDesk('popup.html');
    await waitForText(popup, WITHHELD);
    expect(await readText(popup)).not.toContain('cannot be reached');
    await popup.close();
    expect(virusTotal.log.length).toBe(asked);
    return { virusTotal, options };
  } catch (error) {
    await virusTotal.close();
    throw error;
  }
}

test('Chromium: access withheld from the server is said, nothing is sent, and the sync goes on when it is back', async () => {
  const browser = await launchChromium();
  try {
    const { virusTotal, options } = await checkWithheld(browser, () => browser.withholdAccess());
    // Another filter is another stream, which is due at once; without alarms only the access itself can set it going.
    await options.evaluate(filterStream, undefined);
    await options.page.getByText('Last complete').waitFor({ state: 'detached' });
    await options.evaluate(clearAlarms, undefined);
    const asked = virusTotal.log.length;
    await browser.grantAccess();
    await waitFor(
      'a request for the other stream',
      async () => virusTotal.log.slice(asked).map(({ query }) => query['filter']),
      (filters) => filters.includes('origin:hunting'),
    );
    await options.page.getByText(WITHHELD).first().waitFor({ state: 'detached' });
    await waitFor(
      'the unread matches',
      () => readButton(options),
      ({ text }) => Number(text) > 0,
    );
    await virusTotal.close();
  } finally {
    await browser.close();
  }
});

test('Firefox: access withheld from the server is said, and nothing is sent', async () => {
  const browser = await launchFirefox();
  try {
    const { virusTotal } = await checkWithheld(browser, (options) =>
      options.evaluate(withdrawAccess, undefined),
    );
    await virusTotal.close();
  } finally {
    await browser.close();
  }
});

/** Runs in a desk page. */
const filterStream = async () => {
  type Api = { chrome: { storage: { local: { set(items: object): Promise<void> } } } };
  await (globalThis as unknown as Api).chrome.storage.local.set({
    settings: { streamFilter: 'origin:hunting' },
  });
};
