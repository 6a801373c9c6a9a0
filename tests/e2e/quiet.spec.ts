import { expect, test } from '@playwright/test';
import { servePages } from '../support/page-server.ts';
import { type TestBrowser, waitFor } from './support/browser.ts';
import { launchChromium, type PlaywrightTab } from './support/chromium.ts';
import { openPopupFor, waitForText } from './support/desk.ts';
import { launchFirefox } from './support/firefox.ts';

type Api = {
  chrome: {
    storage: { local: { set(items: object): Promise<void> } };
    scripting: { getRegisteredContentScripts(): Promise<{ id: string; js: string[] }[]> };
  };
};

/** The page notes every element that is added to its root, from before anything of ours can run. */
const PAGE = `<!doctype html><html><head><script>
  window.added = [];
  window.observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) added.push(node.localName);
  });
  observer.observe(document.documentElement, { childList: true });
</script></head><body><p>evil.example and ${'5f'.repeat(32)}</p></body></html>`;

const readAdded = () => (globalThis as unknown as { added: string[] }).added.filter((name) => name === 'div');

/** Registered content scripts as the browser has them, once the background has heard of the settings. */
async function setModes(browser: TestBrowser, settings: object, scripts: readonly string[]): Promise<void> {
  const desk = await browser.openDesk('options.html');
  await desk.evaluate(
    (next) => (globalThis as unknown as Api).chrome.storage.local.set({ settings: next }),
    settings,
  );
  await waitFor(
    'the registration',
    () =>
      desk.evaluate(async () => {
        const { scripting } = (globalThis as unknown as Api).chrome;
        return (await scripting.getRegisteredContentScripts()).map(({ js }) => js.join()).sort();
      }, undefined),
    (found) => found.map((each) => each.replaceAll('/', '')).join(' ') === scripts.join(' '),
  );
  await desk.close();
}

for (const launch of [launchChromium, launchFirefox] as const) {
  const name = launch === launchChromium ? 'Chromium' : 'Firefox';

  test(`${name}: a quiet site's page never sees the overlay, not even before the first answer`, async () => {
    const server = await servePages({ '/': PAGE });
    const browser = await launch();
    try {
      await setModes(browser, {}, ['in-page.js']);
      const loud = await browser.openTab(server.url);
      await waitFor(
        'the overlay',
        () => loud.evaluate(readAdded, undefined),
        (added) => added.length > 0,
      );

      const modes = { siteModes: { localhost: 'quiet' } };
      await setModes(browser, modes, [
        'mixed-sites.js,in-page.js',
        'quiet-site.js,mixed-sites.js,in-page.js',
      ]);
      const quiet = await browser.openTab(server.url);
      // The same page on a site that is not quiet tells when the quiet one's time has passed as well.
      const other = await browser.openTab(server.url.replace('localhost', '127.0.0.1'));
      await waitFor(
        'the overlay',
        () => other.evaluate(readAdded, undefined),
        (added) => added.length > 0,
      );
      expect(await quiet.evaluate(readAdded, undefined)).toEqual([]);
    } finally {
      await browser.close();
      await server.close();
    }
  });
}

/** A frame of the page's own origin, which Chromium could let the page draw into a canvas, and one that it could not. */
const FRAMES = `<!doctype html><body><iframe name="own" srcdoc="<p>evil.example</p>"></iframe>
  <iframe sandbox srcdoc="<p>evil.example</p>"></iframe></body>`;

/** In how many of the page's frames something may be drawn. */
async function countOverlays(tab: PlaywrightTab): Promise<number> {
  const hosts = tab.page.frames().map((frame) => frame.locator('html > div').count());
  return (await Promise.all(hosts)).reduce((sum, count) => sum + count, 0);
}

test('Chromium: frames of a page’s own are drawn in where the site may see what matched, and nowhere else', async () => {
  const server = await servePages({ '/': FRAMES });
  const browser = await launchChromium();
  try {
    const open = async () => (await browser.openTab(server.url)) as PlaywrightTab;
    const closed = await open();
    const popup = await openPopupFor(browser, server.url);
    await popup.press('On this page');
    await waitForText(popup, '1 frame has nothing drawn in it: the page around it could read what is drawn');
    await waitFor(
      'the overlay of the other frame',
      () => countOverlays(closed),
      (count) => count === 1,
    );
    await popup.close();
    await setModes(browser, { scrollSites: [new URL(server.url).hostname] }, ['in-page.js', 'open-site.js']);
    const opened = await open();
    await waitFor(
      'the overlays of both',
      () => countOverlays(opened),
      (count) => count === 2,
    );
  } finally {
    await browser.close();
    await server.close();
  }
});
