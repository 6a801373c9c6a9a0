import { mkdir, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { serveSampleReport } from '../support/sample-report.ts';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal, type VirusTotal } from '../virustotal/server.ts';
import { findAxeFaults } from './support/axe.ts';
import { type ChromiumBrowser, launchChromium, type PlaywrightTab } from './support/chromium.ts';
import { openPopupFor, saveAccount, waitForText } from './support/desk.ts';
import { launchFirefox, withdrawAccess } from './support/firefox.ts';
import { findOutside, inspect } from './support/inspect.ts';

// Every screen in every state that needs a stream (support/inspect.ts says how each is looked at).
const KEY = 'right-key-of-this-test';
const POPUP = { widths: [460, 320], height: 592 };
const PANEL = { widths: [400, 320] };
const TAB = { widths: [1000, 320] };
const WHOLE_TAB = { ...TAB, fullPage: true };

async function checkPopup(popup: PlaywrightTab): Promise<void> {
  const { page } = popup;
  await waitForText(popup, 'Highlight', 'Synced');
  await inspect(popup, 'popup-hunting', POPUP);
  await page.locator('[data-row]').first().click();
  await expect(page.locator('.detail').first()).toBeVisible();
  await inspect(popup, 'popup-detail', POPUP);
  await page.getByRole('button', { name: 'Delete…' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await inspect(popup, 'popup-delete', POPUP);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.tabs-line').getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await inspect(popup, 'popup-export', POPUP);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('tab', { name: 'Subscriptions' }).click();
  await expect(page.getByRole('tab', { name: 'Subscriptions', selected: true })).toBeVisible();
  await inspect(popup, 'popup-subscriptions', POPUP);
  await page.getByRole('tab', { name: 'On this page' }).click();
  await waitForText(popup, 'matches');
  await inspect(popup, 'popup-page', POPUP);
  await page.getByRole('button', { name: 'Off', exact: true }).click();
  await waitForText(popup, 'Switched off');
  await inspect(popup, 'popup-off', POPUP);
  await page.getByRole('button', { name: 'Highlight', exact: true }).click();
}

async function checkPanel(panel: PlaywrightTab): Promise<void> {
  const { page } = panel;
  const box = page.getByRole('combobox');
  await waitForText(panel, 'notifications', 'Newest first');
  await expect(page.locator('.row-place .row-button').first()).toBeVisible();
  await inspect(panel, 'panel-wide', TAB);
  await inspect(panel, 'panel-list', PANEL);
  await page.getByRole('button', { name: 'Unread only' }).click();
  await waitForText(panel, 'unread');
  await inspect(panel, 'panel-unread', PANEL);
  await page.locator('.row-place .row-button').first().focus();
  await page.keyboard.press('x');
  await waitForText(panel, '1 selected');
  await inspect(panel, 'panel-selected', PANEL);
  await page.getByRole('button', { name: 'Select none' }).click();
  await page.getByRole('button', { name: 'Mark all read' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await inspect(panel, 'panel-mark-all', PANEL);
  await page.getByRole('dialog').getByRole('button', { name: 'Mark all read' }).click();
  await waitForText(panel, 'Nothing unread');
  await inspect(panel, 'panel-nothing-unread', PANEL);
  await page.getByRole('button', { name: 'Show what is read' }).click();
  const top = () => page.locator('.timeline').evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await box.fill('entity_type:hash');
  await waitForText(panel, 'entity_type is one of');
  expect(await top(), 'a fault moves nothing').toBe(before);
  await inspect(panel, 'panel-fault', PANEL);
  await box.fill('');
  await page.locator('.row-place .row-button').first().click();
  await expect(page.getByRole('region', { name: 'Notification' })).toBeVisible();
  await inspect(panel, 'panel-detail', { widths: [1000, 320, 400] });
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await inspect(panel, 'panel-keys', PANEL);
}

async function checkLookUp(tab: PlaywrightTab): Promise<void> {
  const { page } = tab;
  await inspect(tab, 'look-up', TAB);
  const field = page.getByLabel('List, CSV, STIX or any text');
  await field.fill('nothing here at all');
  await page.getByRole('button', { name: 'Look up', exact: true }).click();
  await waitForText(tab, 'No indicator in it');
  await inspect(tab, 'look-up-nothing', TAB);
  await field.fill(
    'invoice-heron[.]example\nwww.raindrop-telemetry.test\n198.51.100.44\n203.0.113.66\n198.51.100.23\n',
  );
  await page.getByRole('button', { name: 'Look up', exact: true }).click();
  await expect(page.getByRole('button', { name: /^In my stream \d/ })).toBeVisible();
  await inspect(tab, 'look-up-results', TAB);
}

// One browser and one archive, a screen a test: each goes on where the one before it left off.
test.describe
  .serial('Chromium: in every state axe finds nothing and 320 pixels are enough, in both schemes', () => {
    let virusTotal: VirusTotal;
    let report: Awaited<ReturnType<typeof serveSampleReport>>;
    let browser: ChromiumBrowser;
    let options: PlaywrightTab;
    test.beforeAll(async () => {
      virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
      report = await serveSampleReport();
      browser = await launchChromium();
    });
    test.afterAll(async () => {
      await browser.close();
      await report.close();
      await virusTotal.close();
    });

    test('first run and options', async () => {
      const first = await browser.openDesk('popup.html');
      await waitForText(first, 'Try with a sample stream');
      await inspect(first, 'popup-first-run', POPUP);
      await first.close();
      options = await saveAccount(browser, { key: 'wrong', address: virusTotal.url });
      await waitForText(options, 'refused the API key');
      await inspect(options, 'options-refused', TAB);
      await options.fill('API key', KEY);
      await options.press('Save');
      await waitForText(options, 'Saved', `Notifications\n${[...virusTotal.rows()].length}`);
      await inspect(options, 'options', WHOLE_TAB);
      const highlighting = options.page.locator('section[aria-labelledby=paint]');
      await highlighting.screenshot({ path: 'screenshots/options-highlighting.png' });
    });

    test('popup', async () => {
      await browser.openTab(report.url);
      await checkPopup((await openPopupFor(browser, report.url)) as PlaywrightTab);
    });

    test('panel', async () => checkPanel(await browser.openDesk('sidepanel.html')));
    test('look-up', async () => checkLookUp(await browser.openDesk('lookup.html')));

    test('faults, which stay: no entitlement, then access withheld, from VirusTotal as well, then no network', async () => {
      const popup = (await openPopupFor(browser, options.page.url())) as PlaywrightTab;
      await popup.press('On this page');
      await waitForText(popup, 'protects this page', 'cannot run here');
      await inspect(popup, 'popup-browser-page', POPUP);
      await popup.press('Hunting');
      virusTotal.configure({ forbidden: true });
      await popup.press('Sync now');
      await waitForText(popup, 'This account has no IoC Stream');
      await inspect(popup, 'popup-no-entitlement', POPUP);
      await waitForText(options, 'This account has no IoC Stream');
      await inspect(options, 'options-no-entitlement', WHOLE_TAB);
      await browser.withholdAccess();
      await waitForText(popup, 'may not read web pages', 'Access to VirusTotal is not allowed');
      await expect(popup.page.locator('.banner')).toHaveCount(1);
      await inspect(popup, 'popup-access-withheld', POPUP);
      await waitForText(options, 'may not read web pages', 'Access to VirusTotal is not allowed');
      await inspect(options, 'options-access-withheld', WHOLE_TAB);
      await browser.grantAccess();
      await waitForText(popup, 'This account has no IoC Stream');
      await virusTotal.close();
      await popup.press('Sync now');
      await waitForText(popup, 'cannot be reached');
      await inspect(popup, 'popup-offline', POPUP);
    });
  });

test('Firefox: popup, panel, look-up and options open with their words, pass axe and fit 320 pixels', async () => {
  const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  const browser = await launchFirefox();
  await mkdir('screenshots', { recursive: true });
  try {
    const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
    const screens = {
      popup: ['popup.html', 'heron_loader_config', 'Synced'],
      panel: ['sidepanel.html', 'heron_infra', 'Newest first'],
      'look-up': ['lookup.html', 'List, CSV, STIX or any text'],
    } as const;
    for (const [name, [path, ...words]] of Object.entries(screens)) {
      const tab = await browser.openDesk(path);
      await waitForText(tab, ...words);
      for (const width of [420, 320]) {
        await tab.resize({ width, height: 700 });
        await writeFile(`screenshots/${name}-${width}-firefox.png`, await tab.screenshot());
        expect(await tab.evaluate(findOutside, undefined), `${name} at ${width}`).toEqual([]);
      }
      expect(await findAxeFaults(tab), name).toEqual([]);
      await tab.close();
    }
    await waitForText(options, 'Settings backup');
    await writeFile('screenshots/options-firefox.png', await options.screenshot());
    expect(await findAxeFaults(options), 'options').toEqual([]);
    await options.evaluate(withdrawAccess, undefined);
    await waitForText(options, 'may not read web pages');
    await writeFile('screenshots/options-access-withheld-firefox.png', await options.screenshot());
    expect(await findAxeFaults(options), 'options, access withheld').toEqual([]);
  } finally {
    await browser.close();
    await virusTotal.close();
  }
});
