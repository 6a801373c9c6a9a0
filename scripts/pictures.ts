// `npm run pictures`: the README's pictures (docs/images), made anew from the built extension over the sample stream.
import { type ChromiumBrowser, launchChromium, type PlaywrightTab } from '../tests/e2e/support/chromium.ts';
import { openPopupFor, saveAccount, waitForText } from '../tests/e2e/support/desk.ts';
import { findTextBox } from '../tests/e2e/support/pixels.ts';
import { serveSampleReport } from '../tests/support/sample-report.ts';
import { readSampleStream } from '../tests/support/sample-stream.ts';
import { createVirusTotal } from '../tests/virustotal/server.ts';

const KEY = 'sample-key';
const POPUP = { width: 460, height: 592 };
const TAB = { width: 1000, height: 760 };
const GAP = 20;
/** Of the sample report: its card has the most to say. */
const HOVERED = '3b1f0e6c9a7d4852be10f4c6d83a5e92b7710d4f6c2e8a95d0413f7be6a8c259';
/** The hover has to rest on it before the card opens, and the card fades in. */
const CARD_MS = 1500;

const pathOf = (name: string) => `docs/images/${name}.png`;

const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
const report = await serveSampleReport();
const browser = await launchChromium({ colorScheme: 'light' });
try {
  const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
  await waitForText(options, 'Saved');
  const tab = await browser.openTab(report.url);
  const popup = (await openPopupFor(browser, report.url)) as PlaywrightTab;
  await drawReport(browser, tab, popup);
  await drawPopup(popup);
  await drawPanel(await browser.openDesk('sidepanel.html'));
  await drawLookUp(await browser.openDesk('lookup.html'));
  await options.page.bringToFront();
  await options.page.setViewportSize({ width: 860, height: 900 });
  await options.page.locator('section[aria-labelledby=paint]').screenshot({ path: pathOf('options') });
} finally {
  await browser.close();
  await report.close();
  await virusTotal.close();
}

/** The report with the glance card open, and the popup beside it. */
async function drawReport(
  { context }: ChromiumBrowser,
  tab: PlaywrightTab,
  popup: PlaywrightTab,
): Promise<void> {
  await popup.page.setViewportSize(POPUP);
  await waitForText(popup, 'heron_loader_config', 'Synced');
  await popup.page.getByRole('tab', { name: 'On this page 18' }).waitFor();
  const beside = (await popup.page.screenshot()).toString('base64');
  await tab.page.bringToFront();
  await tab.page.setViewportSize({ width: 880, height: 820 });
  const { x, y } = await findTextBox(tab, HOVERED);
  await tab.page.mouse.move(x + 40, y + 6);
  await tab.page.mouse.move(x + 42, y + 8);
  await tab.page.waitForTimeout(CARD_MS);
  const shown = (await tab.page.screenshot()).toString('base64');
  const sheet = await context.newPage();
  await sheet.setViewportSize({ width: 880 + POPUP.width + 3 * GAP, height: 820 + 2 * GAP });
  await sheet.setContent(
    `<body style="margin:${GAP}px; display:flex; gap:${GAP}px; align-items:start; background:#e6e9ee">
      <img src="data:image/png;base64,${shown}">
      <img src="data:image/png;base64,${beside}" style="outline:1px solid #c4c9d1">`,
  );
  await sheet.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await sheet.screenshot({ path: pathOf('report') });
  await sheet.close();
}

async function drawPopup(popup: PlaywrightTab): Promise<void> {
  const { page } = popup;
  await page.bringToFront();
  await page.getByRole('button', { name: 'Export…' }).click();
  await waitForText(popup, 'Save to a file');
  await page.screenshot({ path: pathOf('export') });
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('tab', { name: 'On this page' }).click();
  await waitForText(popup, '18 matches');
  await page.screenshot({ path: pathOf('popup-page') });
}

async function drawPanel(panel: PlaywrightTab): Promise<void> {
  const { page } = panel;
  await page.setViewportSize(TAB);
  await waitForText(panel, 'Newest first', 'heron_infra');
  await page.locator('.row-place .row-button').first().click();
  await waitForText(panel, 'Note and labels');
  await page.screenshot({ path: pathOf('panel') });
}

async function drawLookUp(tab: PlaywrightTab): Promise<void> {
  const { page } = tab;
  await page.setViewportSize(TAB);
  await page
    .getByLabel('List, CSV, STIX or any text')
    .fill(
      'invoice-heron[.]example\nwww.raindrop-telemetry.test\n198.51.100.44\n203.0.113.66\n198.51.100.23\n',
    );
  await page.getByRole('button', { name: 'Look up', exact: true }).click();
  await waitForText(tab, 'In my stream 4');
  await page.screenshot({ path: pathOf('look-up') });
}
