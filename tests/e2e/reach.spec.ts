import { expect, test } from '@playwright/test';
import { waitFor } from './support/browser.ts';
import { type ChromiumBrowser, launchChromium } from './support/chromium.ts';
import { waitForText } from './support/desk.ts';

// No driver reaches the browser's own menus, address bar and shortcuts: their events are dispatched in the worker, where
// the browser would.
interface Dispatching {
  readonly chrome: Record<string, Record<string, { dispatch(...args: unknown[]): void }>>;
}

async function dispatch(browser: ChromiumBrowser, api: string, event: string, ...args: unknown[]) {
  const worker = browser.context.serviceWorkers()[0] ?? (await browser.context.waitForEvent('serviceworker'));
  await worker.evaluate(
    ([where, what, values]) => {
      (globalThis as unknown as Dispatching).chrome[where]?.[what]?.dispatch(...values);
    },
    [api, event, args] as const,
  );
}

test('Chromium: menu, address bar and commands lead to the archive', async () => {
  const browser = await launchChromium();
  try {
    const welcome = await browser.openDesk('welcome.html');
    await welcome.press('Try with a sample stream');
    await waitForText(await browser.findDesk('sample-report.html'), 'Paper Heron');
    const findPopup = (key: string) => browser.findDesk(`popup.html#${encodeURIComponent(key)}`);

    const select = (id: string, selectionText: string) =>
      dispatch(browser, 'contextMenus', 'onClicked', { menuItemId: id, selectionText }, {});
    await select('look-up', 'from invoice-heron[.]example and');
    await waitForText(await findPopup('domain:invoice-heron.example'), 'heron_infra');
    await select('look-up', 'never-seen[.]test');
    await waitForText(await findPopup('domain:never-seen.test'), 'Not in your stream');

    await dispatch(browser, 'omnibox', 'onInputEntered', 'rainfall_update', 'currentTab');
    await waitForText(
      await browser.findDesk('sidepanel.html?q=%22rainfall_update%22'),
      'rainfall_update.dll',
    );
    await dispatch(browser, 'omnibox', 'onInputEntered', '203.0.113[.]66', 'currentTab');
    await waitForText(await findPopup('ipv4:203.0.113.66'), 'heron_infra');

    await dispatch(browser, 'commands', 'onCommand', 'mark-all-read', {});
    const popup = await browser.openDesk('popup.html');
    await waitForText(popup, 'heron_loader_config');
    await waitFor(
      'no unread mark',
      () => popup.evaluate(() => document.querySelectorAll('[data-unread=true]').length, undefined),
      (count) => count === 0,
    );
  } finally {
    await browser.close();
  }
});

test('Chromium: a selection is copied defanged, with no event in the page', async () => {
  const browser = await launchChromium();
  try {
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await browser.context.newPage();
    await page.route('https://report.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>http://evil.example/x</p>' }),
    );
    await page.goto('https://report.example/');
    await page.evaluate(() => {
      for (const name of ['copy', 'cut', 'beforecopy'])
        addEventListener(name, () => document.body.setAttribute('data-heard', name), true);
    });
    await page.bringToFront();
    const worker =
      browser.context.serviceWorkers()[0] ?? (await browser.context.waitForEvent('serviceworker'));
    await worker.evaluate(async () => {
      const { chrome } = globalThis as unknown as Dispatching & {
        chrome: { tabs: { query(q: object): Promise<object[]> } };
      };
      const [shown] = await chrome.tabs.query({ url: 'https://report.example/*' });
      const click = { menuItemId: 'copy-defanged', selectionText: 'http://evil.example/x' };
      chrome['contextMenus']?.['onClicked']?.dispatch(click, shown);
    });
    await waitFor(
      'the clipboard',
      () => page.evaluate(() => navigator.clipboard.readText()),
      (text) => text === 'hxxp://evil[.]example/x',
    );
    expect(await page.evaluate(() => document.body.getAttribute('data-heard'))).toBeNull();
  } finally {
    await browser.close();
  }
});

test('Chromium: a shortcut whose mode damaged settings do not take opens the popup', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.context.newPage();
    await page.route('https://report.example/', (route) => route.fulfill({ body: 'nothing' }));
    await page.goto('https://report.example/');
    await page.bringToFront();
    const worker =
      browser.context.serviceWorkers()[0] ?? (await browser.context.waitForEvent('serviceworker'));
    await worker.evaluate(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: { storage: { local: { set(items: object): Promise<void> } } };
      };
      await chrome.storage.local.set({ settings: { density: 'x' } });
    });
    await dispatch(browser, 'commands', 'onCommand', 'switch-site');
    await waitFor(
      'the popup',
      () =>
        worker.evaluate(async () => {
          const { chrome } = globalThis as unknown as {
            chrome: { runtime: { getContexts(of: object): Promise<{ documentUrl?: string }[]> } };
          };
          const popups = await chrome.runtime.getContexts({ contextTypes: ['POPUP'] });
          return popups.map(({ documentUrl = '' }) => documentUrl);
        }),
      (urls) => urls.some((url) => url.endsWith('/popup.html')),
    );
  } finally {
    await browser.close();
  }
});
