import { expect, test } from '@playwright/test';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal } from '../virustotal/server.ts';
import { findAxeFaults } from './support/axe.ts';
import { launchChromium } from './support/chromium.ts';
import { saveAccount } from './support/desk.ts';

const KEY = 'right-key-of-this-test';

test('a caught file, its note, its pin, and one request when it is refreshed', async () => {
  const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  const browser = await launchChromium();
  try {
    await saveAccount(browser, { key: KEY, address: virusTotal.url });
    const popup = await browser.openDesk('popup.html');
    const { page } = popup;
    // Read rows go below the unread ones: the same row is elsewhere after the reload.
    const id = await page.locator('[data-row]').first().getAttribute('data-row');
    await page.locator(`[data-row="${id}"]`).click();
    const detail = page.locator('.detail').first();
    await detail.getByText('Note and labels').click();
    await detail.getByLabel('Your note').fill('Same packer as last week');
    await detail.getByRole('button', { name: 'Save note' }).click();
    await expect(detail.getByText('Saved', { exact: true })).toBeVisible();
    await detail.getByRole('button', { name: 'Pin', exact: true }).click();
    await expect(detail.getByRole('button', { name: 'Unpin' })).toBeVisible();

    await detail.getByRole('button', { name: /^Refresh/ }).click();
    await expect(detail.getByText(/^Refreshed from VirusTotal/)).toBeVisible();
    const refreshes = () => virusTotal.log.filter(({ path }) => path.includes('/ioc_stream_notifications/'));
    expect(refreshes().map(({ method }) => method)).toEqual(['GET']);
    expect(await findAxeFaults(popup)).toEqual([]);

    await page.reload();
    await page.locator(`[data-row="${id}"]`).click();
    await expect(page.getByLabel('Your note')).toHaveValue('Same packer as last week');
    await expect(page.getByText(/^Refreshed from VirusTotal/)).toBeVisible();
    expect(refreshes()).toHaveLength(1);
  } finally {
    await browser.close();
    await virusTotal.close();
  }
});
