import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal, type VirusTotal } from '../virustotal/server.ts';
import { findAxeFaults } from './support/axe.ts';
import { waitFor } from './support/browser.ts';
import { type ChromiumBrowser, launchChromium } from './support/chromium.ts';
import { readArchiveIds, saveAccount } from './support/desk.ts';

const KEY = 'right-key-of-this-test';

let browser: ChromiumBrowser;
let virusTotal: VirusTotal;

test.beforeEach(async () => {
  virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  browser = await launchChromium();
  const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
  const all = [...virusTotal.rows()].length;
  await waitFor(
    'the whole stream',
    () => readArchiveIds(options),
    (ids) => ids.length === all,
  );
  await options.close();
});
test.afterEach(async () => {
  await browser.close();
  await virusTotal.close();
});

test('the hunting list leaves by file and by clipboard, without the key', async () => {
  const popup = await browser.openDesk('popup.html');
  const { page } = popup;
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: /All of this list/ }).check();
  expect(await findAxeFaults(popup)).toEqual([]);

  await dialog.getByRole('radio', { name: 'JSON' }).check();
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save to a file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^huntlight-[\d-]+\.json$/);
  const text = await readFile(await download.path(), 'utf8');
  const hunting = [...virusTotal.rows('origin:hunting')];
  expect(JSON.parse(text).notifications).toHaveLength(hunting.length);
  expect(text).not.toContain(KEY);
  expect(text).not.toContain(virusTotal.url);

  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await dialog.getByRole('radio', { name: 'Defanged list' }).check();
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByText(/rows copied/)).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('[.]');
});
