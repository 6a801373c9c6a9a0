import { expect, test } from '@playwright/test';
import { servePages } from '../support/page-server.ts';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal } from '../virustotal/server.ts';
import { waitFor } from './support/browser.ts';
import { launchChromium, type PlaywrightTab } from './support/chromium.ts';
import { openPopupFor, readText, saveAccount, waitForText } from './support/desk.ts';
import { launchFirefox } from './support/firefox.ts';

const KEY = 'right-key-of-this-test';
const PAGE = `<!doctype html><body style="margin:0">
  <canvas width="60" height="40"></canvas><iframe sandbox src="/frame" style="height:40px"></iframe>
  <div style="height:3000px"></div><p id="far">203.0.113.66</p><div style="height:3000px"></div></body>`;

const readScroll = () => Math.round(scrollY);

for (const launch of [launchChromium, launchFirefox] as const) {
  const name = launch === launchChromium ? 'Chromium' : 'Firefox';

  test(`${name}: the list tells where a match stands; the page is scrolled to it only once that is allowed`, async () => {
    const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
    const server = await servePages({ '/': PAGE, '/frame': '<!doctype html><p>a frame</p>' });
    const browser = await launch();
    try {
      await waitForText(await saveAccount(browser, { key: KEY, address: virusTotal.url }), 'Saved');
      const tab = await browser.openTab(server.url);
      const popup = await openPopupFor(browser, server.url);
      await popup.press('On this page');
      await waitForText(popup, '1 match', '1 below', '1 drawing (canvas)');

      await popup.press('Next match (n)');
      await waitForText(popup, '1 of 1');
      expect(await tab.evaluate(readScroll, undefined)).toBe(0);

      await popup.press('Next and previous leave the page where it is');
      await popup.evaluate(
        () => document.querySelector<HTMLElement>('.scroll-choice input')?.click(),
        undefined,
      );
      await waitForText(popup, 'Next and previous scroll this page');
      await popup.press('Next match (n)');
      await waitFor(
        'the page to scroll',
        () => tab.evaluate(readScroll, undefined),
        (y) => y > 2000,
      );
      await waitForText(popup, '1 in view');
      expect(await readText(popup)).not.toMatch(/frames? w(as|ere) not looked at/);
    } finally {
      await browser.close();
      await server.close();
      await virusTotal.close();
    }
  });
}

/** More candidates in view than are drawn at once, none of them in the stream. */
const CROWD = Array.from({ length: 420 }, (_, index) => `h${index}.example.com`).join(' ');
test('Chromium: what is beyond the cap is counted, and drawn when it is asked for', async () => {
  const server = await servePages({ '/': `<!doctype html><p style="font:4px/4px sans-serif">${CROWD}</p>` });
  const browser = await launchChromium();
  try {
    const tab = (await browser.openTab(server.url)) as PlaywrightTab;
    const popup = await openPopupFor(browser, server.url);
    await tab.page.bringToFront();
    await popup.press('On this page');
    const reread = async () => {
      await popup.evaluate(() => dispatchEvent(new Event('focus')), undefined);
      return readText(popup);
    };
    await waitFor('cap', reread, (text) => text.includes('not drawn'));
    await popup.press('Show the rest');
    await tab.page.bringToFront();
    await waitFor('rest', reread, (text) => !text.includes('not drawn'));
  } finally {
    await browser.close();
    await server.close();
  }
});
