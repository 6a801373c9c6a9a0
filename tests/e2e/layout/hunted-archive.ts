import { fillArchive } from '../../hostile/support/fill-archive.ts';
import { createItem, type EntityDescription } from '../../virustotal/item.ts';
import { createVirusTotal, type VirusTotal } from '../../virustotal/server.ts';
import type { TestBrowser } from '../support/browser.ts';
import { createHunted, HUNTED } from './layout-page.ts';

const KEY = 'key-of-the-layout-tests';
/** A host of which the archive holds a URL. */
export const RELATED = 'related.layout-hunt.test';

const createId = (n: number): string => String(23_000_000_000 + n);

type Api = {
  chrome: { storage: { local: { get(key: string): Promise<object>; set(items: object): Promise<void> } } };
};

/** The page of the other origin is the one that marks its text itself. */
export async function switchOff(browser: TestBrowser, host: string): Promise<void> {
  const desk = await browser.openDesk('options.html');
  await desk.evaluate(async (off) => {
    const { local } = (globalThis as unknown as Api).chrome.storage;
    const { settings } = (await local.get('settings')) as { settings?: object };
    await local.set({ settings: { ...settings, siteModes: { [off]: 'off' } } });
  }, host);
  await desk.close();
}

/** Every hunted domain in the archive; the first `read` of them are read. */
export async function openArchive(browser: TestBrowser, read = 0): Promise<VirusTotal> {
  const createRow = (n: number, entity: EntityDescription) =>
    createItem({
      id: createId(n),
      date: Math.floor(Date.now() / 1000) - 60 * (n + 1),
      entity,
      rule: `Layout_${n}`,
      ruleset: 'Layout',
    });
  const items = Array.from({ length: HUNTED }, (_, n) =>
    createRow(n, { type: 'domain', domain: createHunted(n) }),
  );
  items.push(createRow(HUNTED, { type: 'url', url: `http://${RELATED}/panel/` }));
  const virusTotal = await createVirusTotal({ items, key: KEY });
  await fillArchive(browser, {
    key: KEY,
    address: virusTotal.url,
    readIds: Array.from({ length: read }, (_, n) => createId(n)),
  });
  return virusTotal;
}
