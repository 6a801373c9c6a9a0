import { expect, test } from '@playwright/test';
import { serveSampleReport } from '../support/sample-report.ts';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal } from '../virustotal/server.ts';
import { waitFor } from './support/browser.ts';
import { launchChromium, type PlaywrightTab } from './support/chromium.ts';
import { openPopupFor, readBadge, saveAccount, waitForText } from './support/desk.ts';
import { comparePaint, findTextBox } from './support/pixels.ts';

const KEY = 'right-key-of-this-test';

test('Chromium: one switch, in effect at once: off, on, for this page only; and a rule is muted and back', async () => {
  const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  const report = await serveSampleReport();
  const browser = await launchChromium();
  try {
    const tab = await browser.openTab(report.url);
    const dark = await tab.screenshot();
    const box = await findTextBox(tab, '203.0.113.66');
    const share = async () => comparePaint(dark, await tab.screenshot(), box);
    const isLit = () => waitFor('the page to light up', share, (painted) => painted > 0.2);
    const isDark = () => waitFor('nothing of ours in the page', share, (painted) => painted === 0);

    await waitForText(await saveAccount(browser, { key: KEY, address: virusTotal.url }), 'Saved');
    await tab.page.bringToFront();
    await isLit();

    const popup = (await openPopupFor(browser, report.url)) as PlaywrightTab;
    await waitForText(popup, 'localhost');
    await popup.press('On this page');
    await popup.press('Off');
    await waitForText(popup, 'Switched off on this site');
    await tab.page.bringToFront();
    await isDark();
    await waitFor(
      'no number of this page',
      () => readBadge(browser, report.url),
      (text) => text !== '18',
    );

    await popup.press('Highlight');
    await waitForText(popup, '18 matches');
    await tab.page.bringToFront();
    await isLit();

    // In this view nothing is added to the page, and the matches still count.
    await popup.press('Quiet');
    await tab.page.bringToFront();
    await isDark();
    await waitForText(popup, '18 matches');
    await popup.press('Highlight');

    await popup.page.getByRole('button', { name: 'Off' }).click({ modifiers: ['Control'] });
    await waitForText(popup, 'On this page only', 'Switched off on this site');
    await tab.page.bringToFront();
    await isDark();
    await tab.page.reload();
    await isLit();
    const again = (await openPopupFor(browser, report.url)) as PlaywrightTab;
    await expect(again.page.getByText('On this page only')).toHaveCount(0);

    await again.press('On this page');
    await again.press('275a021b');
    await again.press('Mute…');
    await again.press('Mute rule');
    await waitForText(again, '17 matches', 'Muted: eicar_test_file');
    await again.press('Undo');
    await waitForText(again, '18 matches');

    const options = await browser.openDesk('options.html');
    const own = (await openPopupFor(browser, options.page.url())) as PlaywrightTab;
    await waitForText(own, 'browsers keep extensions out of their own pages');
  } finally {
    await browser.close();
    await report.close();
    await virusTotal.close();
  }
});
