import { expect, test } from '@playwright/test';
import { servePages } from '../support/page-server.ts';
import { type TestBrowser, waitFor } from './support/browser.ts';
import { launchChromium } from './support/chromium.ts';
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
