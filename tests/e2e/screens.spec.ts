import { mkdir, writeFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { serveSampleReport } from '../support/sample-report.ts';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal } from '../virustotal/server.ts';
import { findAxeFaults } from './support/axe.ts';
import { waitFor } from './support/browser.ts';
import { launchChromium, type PlaywrightTab } from './support/chromium.ts';
import { openPopupFor, readArchiveIds, saveAccount, waitForText } from './support/desk.ts';
import { launchFirefox } from './support/firefox.ts';

// Every screen in every state that needs a stream: looked at by axe, checked for width, kept as a picture in screenshots/.
const KEY = 'right-key-of-this-test';
const POPUP = [420, 320];
const PANEL = [400, 320];
const TAB = [1000, 320];

/** How one colour scheme is looked at: a picture at every width, where nothing may run over, and axe at the first. */
function createCheck(scheme: string) {
  return async ({ page }: PlaywrightTab, name: string, widths: readonly number[], fullPage = false) => {
    const height = widths === POPUP ? 592 : 760;
    for (const width of widths.toReversed()) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: `screenshots/${name}-${width}-${scheme}.png`, fullPage });
      expect(await page.evaluate(findOutside), `${name} at ${width}`).toEqual([]);
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    expect(faults, name).toEqual([]);
  };
}
/** Runs in the page: controls that reach beyond its sides, and the page itself when it scrolls sideways. */
function findOutside(): readonly string[] {
  const controls = [...document.querySelectorAll('button, input, a, select, textarea, dialog')];
  const isOutside = (control: Element) => {
    const { left, right, width } = control.getBoundingClientRect();
    return control.checkVisibility() && width > 1 && (left < 0 || right > innerWidth);
  };
  const found = controls.filter(isOutside).map(({ outerHTML }) => outerHTML.slice(0, 120));
  return document.documentElement.scrollWidth > innerWidth ? ['the page scrolls', ...found] : found;
}

type Check = ReturnType<typeof createCheck>;

async function checkPopup(popup: PlaywrightTab, check: Check): Promise<void> {
  const { page } = popup;
  await waitForText(popup, 'Highlight', 'Synced');
  await check(popup, 'popup-hunting', POPUP);
  await page.locator('[data-row]').first().click();
  await expect(page.locator('.detail').first()).toBeVisible();
  await check(popup, 'popup-detail', POPUP);
  await page.getByRole('button', { name: 'Delete…' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check(popup, 'popup-delete', POPUP);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.tabs-line').getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await check(popup, 'popup-export', POPUP);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('tab', { name: 'Subscriptions' }).click();
  await expect(page.getByRole('tab', { name: 'Subscriptions', selected: true })).toBeVisible();
  await check(popup, 'popup-subscriptions', POPUP);
  await page.getByRole('tab', { name: 'On this page' }).click();
  await waitForText(popup, 'matches');
  await check(popup, 'popup-page', POPUP);
  await page.getByRole('button', { name: 'Off', exact: true }).click();
  await waitForText(popup, 'Switched off');
  await check(popup, 'popup-off', POPUP);
  await page.getByRole('button', { name: 'Highlight', exact: true }).click();
}

async function checkPanel(panel: PlaywrightTab, check: Check): Promise<void> {
  const { page } = panel;
  const box = page.getByRole('combobox');
  await waitForText(panel, 'notifications', 'Newest first');
  await expect(page.locator('.row-place .row-button').first()).toBeVisible();
  await check(panel, 'panel-wide', TAB);
  await check(panel, 'panel-list', PANEL);
  await page.getByRole('button', { name: 'Unread only' }).click();
  await waitForText(panel, 'unread');
  await check(panel, 'panel-unread', PANEL);
  await page.getByRole('button', { name: 'Mark all read' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check(panel, 'panel-mark-all', PANEL);
  await page.getByRole('dialog').getByRole('button', { name: 'Mark all read' }).click();
  await waitForText(panel, 'Nothing unread');
  await check(panel, 'panel-nothing-unread', PANEL);
  await page.getByRole('button', { name: 'Show what is read' }).click();
  const top = () => page.locator('.timeline').evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await box.fill('entity_type:hash');
  await waitForText(panel, 'entity_type is one of');
  expect(await top(), 'a fault moves nothing').toBe(before);
  await check(panel, 'panel-fault', PANEL);
  await box.fill('');
  await page.locator('.row-place .row-button').first().click();
  await expect(page.getByRole('region', { name: 'Notification' })).toBeVisible();
  await check(panel, 'panel-detail', [...TAB, 400]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await check(panel, 'panel-keys', PANEL);
}

async function checkLookUp(tab: PlaywrightTab, check: Check): Promise<void> {
  const { page } = tab;
  await check(tab, 'look-up', TAB);
  const field = page.getByLabel('List, CSV, STIX or any text');
  await field.fill('nothing here at all');
  await page.getByRole('button', { name: 'Look up', exact: true }).click();
  await waitForText(tab, 'No indicator in it');
  await check(tab, 'look-up-nothing', TAB);
  await field.fill(
    'invoice-heron[.]example\nwww.raindrop-telemetry.test\n8.8.4.4\n203.0.113.66\n198.51.100.23\n',
  );
  await page.getByRole('button', { name: 'Look up', exact: true }).click();
  await expect(page.getByRole('button', { name: /^In my stream \d/ })).toBeVisible();
  await check(tab, 'look-up-results', TAB);
}

for (const scheme of ['light', 'dark'] as const) {
  test(`Chromium, ${scheme}: popup, panel, look-up and options in their states pass axe and fit 320 pixels`, async () => {
    const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
    const report = await serveSampleReport();
    const browser = await launchChromium({ colorScheme: scheme });
    const check = createCheck(scheme);
    try {
      const first = await browser.openDesk('popup.html');
      await waitForText(first, 'Try with a sample stream');
      await check(first, 'popup-first-run', POPUP);
      await first.close();
      const options = await saveAccount(browser, { key: 'wrong', address: virusTotal.url });
      await waitForText(options, 'refused the API key');
      await check(options, 'options-refused', TAB);
      await options.fill('API key', KEY);
      await options.press('Save');
      const all = [...virusTotal.rows()].length;
      await waitFor(
        'the whole stream',
        () => readArchiveIds(options),
        (ids) => ids.length === all,
      );
      await check(options, 'options', TAB, true);

      await browser.openTab(report.url);
      await checkPopup((await openPopupFor(browser, report.url)) as PlaywrightTab, check);
      const panel = await browser.openDesk('sidepanel.html');
      await checkPanel(panel, check);
      await checkLookUp(await browser.openDesk('lookup.html'), check);

      const popup = await openPopupFor(browser, options.page.url());
      await popup.press('On this page');
      await waitForText(popup, 'protects this page', 'cannot run here');
      await check(popup as PlaywrightTab, 'popup-browser-page', POPUP);
    } finally {
      await browser.close();
      await report.close();
      await virusTotal.close();
    }
  });

  test(`Chromium, ${scheme}: no entitlement, access withheld and no network pass axe and fit 320 pixels`, async () => {
    const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
    const browser = await launchChromium({ colorScheme: scheme });
    const check = createCheck(scheme);
    try {
      const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
      await waitForText(options, 'Saved', 'Notifications\n14');
      const popup = await openPopupFor(browser, options.page.url());
      virusTotal.configure({ forbidden: true });
      await popup.press('Sync now');
      await waitForText(popup, 'This account has no IoC Stream');
      await check(popup as PlaywrightTab, 'popup-no-entitlement', POPUP);
      await waitForText(options, 'This account has no IoC Stream');
      await check(options, 'options-no-entitlement', TAB, true);
      await browser.withholdAccess();
      await waitForText(popup, 'may not read web pages');
      await check(popup as PlaywrightTab, 'popup-access-withheld', POPUP);
      await waitForText(options, 'may not read web pages');
      await check(options, 'options-access-withheld', TAB);
      await virusTotal.close();
      await popup.press('Sync now');
      await waitForText(popup, 'cannot be reached');
      await check(popup as PlaywrightTab, 'popup-offline', POPUP);
    } finally {
      await browser.close();
      await virusTotal.close();
    }
  });
}

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
    await options.evaluate(withholdAccess, undefined);
    await waitForText(options, 'may not read web pages');
    await writeFile('screenshots/options-access-withheld-firefox.png', await options.screenshot());
    expect(await findAxeFaults(options), 'options, access withheld').toEqual([]);
  } finally {
    await browser.close();
    await virusTotal.close();
  }
});

/** Runs in a desk page of Firefox, where an extension may give back what the user granted. */
const withholdAccess = async () => {
  type Permissions = { remove(of: object): Promise<boolean> };
  const { permissions } = (globalThis as unknown as { browser: { permissions: Permissions } }).browser;
  await permissions.remove({ origins: ['<all_urls>'] });
};
