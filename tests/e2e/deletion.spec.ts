import { expect, test } from '@playwright/test';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal, type VirusTotal } from '../virustotal/server.ts';
import { clearAlarms } from './support/alarms.ts';
import { waitFor } from './support/browser.ts';
import { type ChromiumBrowser, launchChromium, type PlaywrightTab } from './support/chromium.ts';
import { readArchiveIds, saveAccount, waitForText } from './support/desk.ts';

const KEY = 'right-key-of-this-test';
const ROWS = 14;

let browser: ChromiumBrowser;
let virusTotal: VirusTotal;
let options: PlaywrightTab;
let popup: PlaywrightTab;

test.beforeEach(async () => {
  virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  browser = await launchChromium();
  await (await saveAccount(browser, { key: KEY, address: virusTotal.url })).close();
  options = await browser.openDesk('options.html');
  await waitForCount(ROWS);
  popup = await browser.openDesk('popup.html');
  await popup.page.locator('[data-notification]').first().waitFor();
});
test.afterEach(async () => {
  await browser.close();
  await virusTotal.close();
});

const waitForCount = (wanted: number) =>
  waitFor(
    `${wanted} rows`,
    () => readArchiveIds(options),
    (ids) => ids.length === wanted,
  );
const upstreamIds = () =>
  [...virusTotal.rows()].map(({ context_attributes: { notification_id } }) => notification_id);

/** Unfolds the first row that is not deleted, and gives its id. */
async function unfold(): Promise<string> {
  const row = popup.page.locator('[data-notification][data-deleted=false]').first();
  const id = await row.getAttribute('data-notification');
  await row.locator('.row-button').click();
  return id ?? '';
}

const detailOf = (id: string) => popup.page.locator(`[data-notification="${id}"] .detail`);

async function remove(id: string, choice: string, deed: string): Promise<void> {
  await detailOf(id).getByRole('button', { name: 'Delete…' }).click();
  const dialog = popup.page.getByRole('dialog');
  await dialog.getByLabel(choice, { exact: true }).check();
  await dialog.getByRole('button', { name: deed, exact: true }).click();
}

/** A whole poll, and what it brought is in the archive. */
async function syncOnce(): Promise<void> {
  const before = virusTotal.log.length;
  await popup.press('Sync now');
  await waitFor(
    'a poll',
    async () => virusTotal.log.length,
    (count) => count > before,
  );
  await waitForText(popup, 'Synced');
}

test('one notification: here only with undo, here and on VirusTotal, and no sync revives it', async () => {
  const here = await unfold();
  await remove(here, 'Here only', 'Delete here');
  await expect(detailOf(here)).toContainText('Deleted here');
  await waitForCount(ROWS - 1);
  expect(upstreamIds()).toContain(here);
  await detailOf(here).getByRole('button', { name: 'Undo' }).click();
  await waitForCount(ROWS);
  expect(await readArchiveIds(options)).toContain(here);

  await remove(here, 'Here only', 'Delete here');
  await waitForCount(ROWS - 1);
  const everywhere = await unfold();
  expect(everywhere).not.toBe(here);
  await remove(everywhere, 'Here and on VirusTotal', 'Delete here and on VirusTotal');
  await expect(detailOf(everywhere)).toContainText('Deleted here and on VirusTotal');
  await waitForCount(ROWS - 2);
  expect(upstreamIds()).not.toContain(everywhere);
  expect(upstreamIds()).toContain(here);

  // The first poll reads its overlap again, the deleted row with it.
  await syncOnce();
  const asked = virusTotal.log.findLast(({ query }) => query['limit'] === '40')?.query['filter'];
  const brought = [...virusTotal.rows(asked ?? '')].map((row) => row.context_attributes.notification_id);
  expect(brought).toContain(here);
  const ids = await readArchiveIds(options);
  expect(ids).toHaveLength(ROWS - 2);
  expect(ids).not.toContain(here);
});

test('a lost answer is unknown and keeps the row; deleting again tells that it was gone', async () => {
  virusTotal.faults.add({ method: 'DELETE', times: 1, fault: { kind: 'lose-answer' } });
  const id = await unfold();
  await remove(id, 'Here and on VirusTotal', 'Delete here and on VirusTotal');
  const detail = detailOf(id);
  // A browser may repeat a request whose connection broke before any answer, and hears then that it is gone.
  await expect(detail).toContainText(/Unknown whether VirusTotal deleted it|VirusTotal no longer had it/);
  const check = detail.getByRole('button', { name: 'Check by deleting again' });
  if (await check.isVisible()) {
    expect(await readArchiveIds(options)).toContain(id);
    await check.click();
  }
  await expect(detail).toContainText('VirusTotal no longer had it');
  await waitForCount(ROWS - 1);
});

test('every request is counted, and an open popup outlives a wipe', async () => {
  const id = await unfold();
  await remove(id, 'Here and on VirusTotal', 'Delete here and on VirusTotal');
  await expect(detailOf(id)).toContainText('Deleted here and on VirusTotal');
  const sent = virusTotal.log.length;
  const spent = () =>
    options.evaluate(async () => {
      const { runtime } = (globalThis as unknown as Api).chrome;
      return (await runtime.sendMessage({ type: 'read-status' })).sync.spent?.today;
    }, undefined);
  expect(await waitFor('the count', spent, (count) => count === sent)).toBe(sent);

  // It is filled again at once, not at the next alarm.
  await options.evaluate(clearAlarms, undefined);
  await options.press('Wipe the archive');
  await Promise.all([
    options.page.waitForEvent('load'),
    options.page.getByRole('dialog').getByRole('button', { name: 'Wipe the archive' }).click(),
  ]);
  // The wiped archive is filled again from VirusTotal, and the popup shows that without being opened anew.
  await waitForCount(ROWS - 1);
  await expect(popup.page.locator('[data-notification]').first()).toBeVisible();
  await expect(popup.page.getByText('cannot be read')).toHaveCount(0);
  await popup.page.getByRole('tab', { name: 'Subscriptions' }).click();
  await expect(popup.page.locator('[role=tabpanel]:visible [data-notification]').first()).toBeVisible();
});

type Api = {
  chrome: { runtime: { sendMessage(m: object): Promise<{ sync: { spent?: { today: number } } }> } };
};
