import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { type ChromiumBrowser, launchChromium, type PlaywrightTab } from './support/chromium.ts';
import { openPopupFor, waitForText } from './support/desk.ts';

/** Axe and a look at one screen, at its usual and at the narrowest width. */
async function inspect(tab: PlaywrightTab, name: string, width: number): Promise<void> {
  for (const each of [width, 320]) {
    await tab.page.setViewportSize({ width: each, height: 800 });
    await tab.page.screenshot({ path: test.info().outputPath(`${name}-${each}.png`), fullPage: true });
    expect(
      await tab.evaluate(() => document.documentElement.scrollWidth, undefined),
      name,
    ).toBeLessThanOrEqual(each);
  }
  const { violations } = await new AxeBuilder({ page: tab.page }).analyze();
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(faults, name).toEqual([]);
}

async function inspectAll(browser: ChromiumBrowser): Promise<void> {
  const welcome = await browser.openDesk('welcome.html');
  await waitForText(welcome, 'Try with a sample stream', 'API key');
  await inspect(welcome, 'welcome', 1100);
  await welcome.press('Save');
  await waitForText(welcome, 'an API key is needed');
  await inspect(welcome, 'welcome-fault', 1100);
  await welcome.press('Try with a sample stream');
  const report = await browser.findDesk('sample-report.html');
  await waitForText(report, 'This is the sample stream');
  await waitForText(welcome, 'Open the sample report');
  await inspect(welcome, 'welcome-sample', 1100);

  const popup = (await openPopupFor(browser, report.page.url())) as PlaywrightTab;
  await popup.press('On this page');
  await waitForText(popup, '18 matches', 'Highlight');
  await popup.press('relay.');
  await popup.press('Mute…');
  await popup.press('Mute indicator');
  await waitForText(popup, 'Undo');
  await inspect(popup, 'popup-muted', 420);
  await popup.page.getByRole('button', { name: 'Quiet' }).click({ modifiers: ['Control'] });
  await popup.page.keyboard.press('?');
  await waitForText(popup, 'Anywhere in the browser', 'Alt+Shift+H', 'Alt+Shift+L', 'Alt+Shift+S');
  await inspect(popup, 'popup-keys', 420);

  const options = await browser.openDesk('options.html');
  await waitForText(options, 'Settings backup', 'About', 'The number counts');
  await inspect(options, 'options', 900);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`Chromium, ${colorScheme}: first run, sample, switch, mutes, keys and options pass axe and fit 320 pixels`, async () => {
    const browser = await launchChromium({ colorScheme });
    try {
      await inspectAll(browser);
    } finally {
      await browser.close();
    }
  });
}
