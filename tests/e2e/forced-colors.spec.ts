import { expect, test } from '@playwright/test';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal } from '../virustotal/server.ts';
import { launchChromium } from './support/chromium.ts';
import { saveAccount, waitForText } from './support/desk.ts';

const KEY = 'right-key-of-this-test';

/** Runs in the page: a system colour, as computed styles name it. */
function readSystemColour(name: string): string {
  const probe = document.createElement('div');
  probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

test('Chromium, forced colours: the timeline stands on the page, and only the selected tab is underlined', async () => {
  const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  const browser = await launchChromium();
  try {
    await saveAccount(browser, { key: KEY, address: virusTotal.url });
    const panel = await browser.openDesk('sidepanel.html');
    const { page } = panel;
    await waitForText(panel, 'notifications', 'Newest first');
    await page.setViewportSize({ width: 400, height: 700 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, forcedColors: 'active' });
      const canvas = await page.evaluate(readSystemColour, 'Canvas');
      await expect(page.locator('.timeline-chart .bar-ground').first()).toHaveCSS('fill', canvas);
      const line = (selected: boolean) => expect(page.getByRole('tab', { selected }));
      await line(false).toHaveCSS('border-bottom-color', canvas);
      await line(true).not.toHaveCSS('border-bottom-color', canvas);
    }
  } finally {
    await browser.close();
    await virusTotal.close();
  }
});
