import { expect, test } from '@playwright/test';
import { servePages } from '../support/page-server.ts';
import { waitFor } from './support/browser.ts';
import { type ChromiumBrowser, launchChromium } from './support/chromium.ts';

const PAGE = `<!doctype html><html><head><link rel="icon" href="data:,"><script>
  window.errors = [];
  addEventListener('error', ({ message }) => errors.push(message));
  addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
</script></head><body style="margin:40px"><p>see bad-host.example</p></body></html>`;

const countHosts = () => document.querySelectorAll('html > div').length;
const readErrors = () => (globalThis as unknown as { errors: string[] }).errors;

/** On Chromium's own page of extensions, as the user's switch there does it. */
async function setEnabled({ context, extensionId }: ChromiumBrowser, isEnabled: boolean): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(`chrome.management.setEnabled('${extensionId}', ${isEnabled})`);
  await page.close();
}

test('Chromium: switched off, the extension leaves nothing in an open page and no error; switched on, it is back', async () => {
  const server = await servePages({ '/': PAGE });
  const browser = await launchChromium();
  try {
    const tab = await browser.openTab(server.url);
    const said: string[] = [];
    tab.page.on('console', (message) => said.push(message.text()));
    let width = 800;
    /** A switched-off extension's script hears nothing: it goes at the page's next event. */
    const waitForHosts = async (what: string, wanted: number) => {
      await tab.page.bringToFront();
      const count = async () => {
        await tab.resize({ width: width++, height: 600 });
        return tab.evaluate(countHosts, undefined);
      };
      await waitFor(what, count, (found) => found === wanted);
    };
    await waitForHosts('the overlay', 1);
    for (let turn = 0; turn < 2; turn++) {
      await setEnabled(browser, false);
      await waitForHosts('no trace of the overlay', 0);
      await setEnabled(browser, true);
      await waitForHosts('one overlay again', 1);
    }
    expect(await tab.evaluate(readErrors, undefined)).toEqual([]);
    expect(said).toEqual([]);
  } finally {
    await browser.close();
    await server.close();
  }
});
