import { test } from '@playwright/test';
import { type ChromiumBrowser, launchChromium, type PlaywrightTab } from './support/chromium.ts';
import { openPopupFor, waitForText } from './support/desk.ts';
import { inspect } from './support/inspect.ts';

const PAGE = { widths: [1100, 320], height: 800, fullPage: true };
const POPUP = { widths: [460, 320], height: 592 };

async function inspectAll(browser: ChromiumBrowser): Promise<void> {
  const welcome = await browser.openDesk('welcome.html');
  await waitForText(welcome, 'Try with a sample stream', 'API key');
  await inspect(welcome, 'welcome', PAGE);
  await welcome.press('Save');
  await waitForText(welcome, 'an API key is needed');
  await inspect(welcome, 'welcome-fault', PAGE);
  await welcome.press('Try with a sample stream');
  const report = await browser.findDesk('sample-report.html');
  await waitForText(report, 'This is the sample stream');
  await waitForText(welcome, 'Open the sample report');
  await inspect(welcome, 'welcome-sample', PAGE);

  const popup = (await openPopupFor(browser, report.page.url())) as PlaywrightTab;
  await popup.press('On this page');
  await waitForText(popup, '18 matches', 'Highlight');
  await popup.press('relay.');
  await popup.press('Mute…');
  await popup.press('Mute indicator');
  await waitForText(popup, 'Undo');
  await inspect(popup, 'popup-muted', POPUP);
  await popup.page.getByRole('button', { name: 'Quiet' }).click({ modifiers: ['Control'] });
  await popup.page.keyboard.press('?');
  await waitForText(popup, 'Anywhere in the browser', 'Alt+Shift+H', 'Alt+Shift+L', 'Alt+Shift+S');
  await inspect(popup, 'popup-keys', POPUP);

  const options = await browser.openDesk('options.html');
  await waitForText(options, 'Settings backup', 'About', 'The number counts');
  await inspect(options, 'options-sample', PAGE);
}

test('Chromium: first run, sample, switch, mutes, keys and options pass axe and fit 320 pixels in both schemes', async () => {
  const browser = await launchChromium();
  try {
    await inspectAll(browser);
  } finally {
    await browser.close();
  }
});
