import { type Tab, type TestBrowser, waitFor } from './browser.ts';

/** What a list item of "On this page" says. */
export interface PageItem {
  readonly key: string;
  readonly kind: string;
  readonly value: string;
  readonly state: string;
  readonly label: string;
}

/** Fills in the options page as a user would and waits until it says that key and address were saved. */
export async function saveAccount<T extends Tab>(
  browser: { openDesk(path: string): Promise<T> },
  account: { key: string; address: string },
): Promise<T> {
  const options = await browser.openDesk('options.html');
  await options.fill('API address', account.address);
  await options.fill('API key', account.key);
  await options.press('Save');
  return options;
}

/** The text of a page as its reader sees it. */
export const readText = (tab: Tab) => tab.evaluate(() => document.body.innerText, undefined);

/** Waits until a page's text holds all these words. */
export const waitForText = (tab: Tab, ...words: readonly string[]) =>
  waitFor(
    `"${words.join('", "')}"`,
    () => readText(tab),
    (text) => words.every((word) => text.includes(word)),
  );

type TabApi = {
  chrome: {
    tabs: { query(q: object): Promise<{ id: number; url?: string }[]> };
    action: {
      getBadgeText(of: { tabId?: number }): Promise<string>;
      getTitle(of: { tabId?: number }): Promise<string>;
      getBadgeBackgroundColor(of: { tabId?: number }): Promise<ArrayLike<number>>;
    };
  };
};

/** What the toolbar button says on the tab that shows `url`. */
export async function readBadge(browser: TestBrowser, url: string): Promise<string> {
  const desk = await browser.openDesk('options.html');
  const text = await desk.evaluate(async (wanted) => {
    const { tabs, action } = (globalThis as unknown as TabApi).chrome;
    const shown = (await tabs.query({})).find((tab) => tab.url === wanted);
    return action.getBadgeText(shown === undefined ? {} : { tabId: shown.id });
  }, url);
  await desk.close();
  return text;
}

/** Text, title and colour of the toolbar button, asked from a desk page: on the tab that shows `url`, or on all others. */
export const readButton = (desk: Tab, url?: string) =>
  desk.evaluate(async (wanted) => {
    const { tabs, action } = (globalThis as unknown as TabApi).chrome;
    const shown = wanted && (await tabs.query({})).find((tab) => tab.url === wanted);
    const of = shown ? { tabId: shown.id } : {};
    const [text, title, colour] = await Promise.all([
      action.getBadgeText(of),
      action.getTitle(of),
      action.getBadgeBackgroundColor(of),
    ]);
    return { text, title, colour: Array.from(colour) };
  }, url);

/** Every notification id in the first archive, read from IndexedDB by an extension page. */
export const readArchiveIds = (desk: Tab): Promise<readonly string[]> =>
  desk.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('huntlight-archive-first');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result
            .transaction('notifications')
            .objectStore('notifications')
            .getAllKeys();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.map(String));
          };
        };
      }),
    undefined,
  );

/** Opens the popup in a tab of its own, as it looks on the tab that shows `url`. */
export async function openPopupFor(browser: TestBrowser, url: string): Promise<Tab> {
  const popup = await browser.openDesk('options.html');
  const tabId = await popup.evaluate(async (wanted) => {
    return (await (globalThis as unknown as TabApi).chrome.tabs.query({})).find((tab) => tab.url === wanted)
      ?.id;
  }, url);
  if (tabId === undefined) throw new Error(`no tab shows ${url}`);
  await popup.close();
  return browser.openDesk(`popup.html?tab=${tabId}`);
}

/** Reads "On this page" of the popup for the tab that shows `url`. */
export async function readPageItems(browser: TestBrowser, url: string): Promise<readonly PageItem[]> {
  const popup = await openPopupFor(browser, url);
  await popup.press('On this page');
  await waitFor(
    'the report on the page',
    () => popup.evaluate(isReportShown, undefined),
    (shown) => shown,
  );
  const items = await popup.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('li[data-key]')].map((item) => {
        const key = item.dataset['key'] ?? '';
        const kind = key.slice(0, key.indexOf(':'));
        return {
          key,
          kind,
          value: key.slice(kind.length + 1),
          state: item.dataset['state'] ?? '',
          label: item.innerText,
        };
      }),
    undefined,
  );
  await popup.close();
  return items;
}

/** Runs in the popup: the page's report has come, whatever it says. */
export function isReportShown(): boolean {
  const panels = [...document.querySelectorAll('[role=tabpanel]')].filter((panel) => panel.checkVisibility());
  return panels.some((panel) => (panel.querySelector('.scroller')?.childElementCount ?? 0) > 0);
}
