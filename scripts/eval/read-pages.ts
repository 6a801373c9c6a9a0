import { waitFor } from '../../tests/e2e/support/browser.ts';
import { launchChromium } from '../../tests/e2e/support/chromium.ts';
import { type PageItem, readPageItems, saveAccount, waitForText } from '../../tests/e2e/support/desk.ts';
import { servePages } from '../../tests/support/page-server.ts';
import { createVirusTotal } from '../../tests/virustotal/server.ts';
import { createStreamOf, type Truth } from './truth.ts';

const KEY = 'corpus';

/**
 * What "On this page" lists for each page, in real Chromium with the built extension, the stream being the truths of all
 * pages together. Slug -> list items.
 */
export async function readPages(truths: readonly Truth[]): Promise<ReadonlyMap<string, readonly PageItem[]>> {
  const items = createStreamOf(truths, Date.now());
  const virusTotal = await createVirusTotal({ items, key: KEY });
  const site = await servePages(Object.fromEntries(truths.map(({ slug, html }) => [`/${slug}.html`, html])));
  const browser = await launchChromium();
  const listed = new Map<string, readonly PageItem[]>();
  try {
    const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
    await waitForText(options, `Notifications\n${items.length.toLocaleString('en')}`);
    await options.close();
    for (const { slug, iocs } of truths) {
      const url = `${site.origin}/${slug}.html`;
      const tab = await browser.openTab(url);
      const expected = iocs.length > 0 ? 1 : 0;
      listed.set(slug, await readSettled(() => readPageItems(browser, url), expected));
      await tab.close();
    }
  } finally {
    await browser.close();
    await site.close();
    await virusTotal.close();
  }
  return listed;
}

/** Reads until two readings in a row are the same: a long page is scanned in slices. */
async function readSettled<T>(read: () => Promise<readonly T[]>, atLeast: number): Promise<readonly T[]> {
  let previous = -1;
  return waitFor('a settled list', read, ({ length }) => {
    const settled = length === previous && length >= atLeast;
    previous = length;
    return settled;
  });
}
