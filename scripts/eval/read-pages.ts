import { type Tab, waitFor } from '../../tests/e2e/support/browser.ts';
import { launchChromium } from '../../tests/e2e/support/chromium.ts';
import { saveAccount, waitForText } from '../../tests/e2e/support/desk.ts';
import { servePages } from '../../tests/support/page-server.ts';
import { createVirusTotal } from '../../tests/virustotal/server.ts';
import type { PageReport } from '../../utils/messaging/desk-protocol.ts';
import type { ListedItem } from './score-pages.ts';
import { createStreamOf, type Truth } from './truth.ts';

const KEY = 'corpus';

/**
 * What "On this page" holds for each page, in real Chromium with the built extension, the stream being the truths of all
 * pages together. By slug.
 */
export async function readPages(
  truths: readonly Truth[],
): Promise<ReadonlyMap<string, readonly ListedItem[]>> {
  const items = createStreamOf(truths, Date.now());
  const virusTotal = await createVirusTotal({ items, key: KEY });
  const site = await servePages(Object.fromEntries(truths.map(({ slug, html }) => [`/${slug}.html`, html])));
  const browser = await launchChromium();
  const listed = new Map<string, readonly ListedItem[]>();
  try {
    const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
    await waitForText(options, `Notifications\n${items.length.toLocaleString('en')}`);
    for (const { slug } of truths) {
      const url = `${site.origin}/${slug}.html`;
      const tab = await browser.openTab(url);
      listed.set(slug, await readSettled(() => readReport(options, url)));
      await tab.close();
    }
  } finally {
    await browser.close();
    await site.close();
    await virusTotal.close();
  }
  return listed;
}

/** What the popup asks the background for, and shows. */
async function readReport(desk: Tab, url: string): Promise<readonly ListedItem[]> {
  const report = await desk.evaluate(async (shown) => {
    const api = globalThis as unknown as {
      chrome: {
        tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> };
        runtime: { sendMessage(message: object): Promise<PageReport> };
      };
    };
    const tab = (await api.chrome.tabs.query({})).find((each) => each.url === shown);
    return api.chrome.runtime.sendMessage({ type: 'read-page-report', tabId: tab?.id });
  }, url);
  if (!report.available) throw new Error(`${url}: ${report.reason}`);
  return [
    ...report.items.map(({ key, state }) => ({ key, isMatch: state !== 'related' })),
    ...report.unseen.map(({ key }) => ({ key, isMatch: false })),
  ];
}

/** Reads until three readings in a row are the same: a long page is read in slices. */
async function readSettled<T>(read: () => Promise<readonly T[]>): Promise<readonly T[]> {
  let previous = -1;
  let same = 0;
  return waitFor('a settled list', read, ({ length }) => {
    same = length === previous ? same + 1 : 0;
    previous = length;
    return same >= 2;
  });
}
