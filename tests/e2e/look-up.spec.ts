import { expect, test } from '@playwright/test';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal } from '../virustotal/server.ts';
import { findAxeFaults } from './support/axe.ts';
import { waitFor } from './support/browser.ts';
import { createTab, launchChromium } from './support/chromium.ts';
import { readArchiveIds, saveAccount } from './support/desk.ts';

const KEY = 'right-key-of-this-test';

test('a pasted list is looked up here: what is in the stream, related, not seen, and no request', async () => {
  const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  const browser = await launchChromium();
  try {
    const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
    const all = [...virusTotal.rows()].length;
    await waitFor(
      'the whole stream',
      () => readArchiveIds(options),
      (ids) => ids.length === all,
    );
    await options.close();
    const popup = await browser.openDesk('popup.html');
    const opening = browser.context.waitForEvent('page');
    await popup.page.getByRole('button', { name: 'Look up a list' }).click();
    const page = await opening;
    const before = virusTotal.log.length;
    await page
      .getByLabel('List, CSV, STIX or any text')
      .fill(
        'domain,seen\ninvoice-heron[.]example,mail\nwww.raindrop-telemetry.test,dns\n198.51.100.44,dns\n',
      );
    await page.getByRole('button', { name: 'Look up', exact: true }).click();
    await expect(page.getByRole('button', { name: /^In my stream 2/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Related 1/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Not seen 1/ })).toBeVisible();
    expect(await findAxeFaults(createTab(page))).toEqual([]);
    expect(
      virusTotal.log.slice(before).filter(({ query }) => JSON.stringify(query).includes('heron')),
    ).toEqual([]);
  } finally {
    await browser.close();
    await virusTotal.close();
  }
});
