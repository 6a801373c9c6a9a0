import { expect, test } from '@playwright/test';
import { serveSampleReport } from '../support/sample-report.ts';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal } from '../virustotal/server.ts';
import { waitFor } from './support/browser.ts';
import { type ChromiumBrowser, launchChromium, type PlaywrightTab } from './support/chromium.ts';
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

    const readShape = await watchIcon(browser);
    const hasShape = (shape: string) =>
      waitFor(
        `the icon that is ${shape}`,
        () => readShape(report.url),
        (shown) => shown === shape,
      );
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
    await hasShape('off');

    await popup.press('Highlight');
    await waitForText(popup, '18 matches');
    await tab.page.bringToFront();
    await isLit();
    await hasShape('on');

    // In this view nothing is added to the page, and the matches still count.
    await popup.press('Quiet');
    await tab.page.bringToFront();
    await isDark();
    await waitForText(popup, '18 matches');
    await hasShape('partial');
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

test('Chromium: access that is granted lights up the pages that are open, and is said no longer to be withheld', async () => {
  const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  const report = await serveSampleReport();
  const browser = await launchChromium();
  try {
    const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
    await waitForText(options, 'Saved');
    await browser.withholdAccess();
    const tab = await browser.openTab(report.url);
    const dark = await tab.screenshot();
    const box = await findTextBox(tab, '203.0.113.66');
    const popup = await browser.openDesk('popup.html');
    await waitForText(popup, 'may not read web pages');

    await browser.grantAccess();
    await popup.page.getByText('may not read web pages').waitFor({ state: 'detached' });
    await tab.page.bringToFront();
    const share = async () => comparePaint(dark, await tab.screenshot(), box);
    await waitFor('the page to light up', share, (painted) => painted > 0.2);
  } finally {
    await browser.close();
    await report.close();
    await virusTotal.close();
  }
});

interface Api {
  readonly chrome: {
    readonly action: { setIcon(details: { tabId?: number; path: Record<string, string> }): Promise<void> };
    readonly tabs: { query(filter: object): Promise<readonly { id: number; url?: string }[]> };
  };
  readonly icons: Map<number | undefined, string>;
}

/** No browser tells which icon a tab shows: what the background sets is noted on its way. Returns how to read it. */
async function watchIcon({ context }: ChromiumBrowser): Promise<(url: string) => Promise<string>> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  await worker.evaluate(() => {
    const { chrome } = globalThis as unknown as Api;
    const icons = new Map<number | undefined, string>();
    Object.assign(globalThis, { icons });
    const { setIcon } = chrome.action;
    chrome.action.setIcon = async (details) => {
      await setIcon.call(chrome.action, details);
      icons.set(details.tabId, /(?:(off|partial)-)?16\.png/.exec(details.path[16] ?? '')?.[1] ?? 'on');
    };
  });
  return (url) =>
    worker.evaluate(async (wanted) => {
      const { chrome, icons } = globalThis as unknown as Api;
      const tab = (await chrome.tabs.query({})).find((each) => each.url === wanted);
      return icons.get(tab?.id) ?? icons.get(undefined) ?? 'none';
    }, url);
}
