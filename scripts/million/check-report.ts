import { type Tab, type TestBrowser, waitFor } from '../../tests/e2e/support/browser.ts';
import { readPageItems } from '../../tests/e2e/support/desk.ts';
import { comparePaint, findTextBox } from '../../tests/e2e/support/pixels.ts';
import { type PageServer, servePages } from '../../tests/support/page-server.ts';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';

/** In no archive: the generator makes no such names. */
const ABSENT = ['domain:nobody-hunts-this-name.example', `sha256:${'0badc0de'.repeat(8)}`];

export interface ReportPage {
  readonly server: PageServer;
  /** Keys of the archive that stand on it. */
  readonly wanted: readonly string[];
  /** Keys on it that a later sync brings. */
  readonly later: readonly string[];
}

/** A report with indicators of rows from everywhere in the archive, some that will come, and some that never do. */
export async function serveReport(
  rows: readonly ArchivedNotification[],
  later: readonly string[],
): Promise<ReportPage> {
  const wanted = [...new Set(rows.flatMap(({ keys }) => keys.filter((key) => !key.startsWith('url_id:'))))];
  const paragraphs = [...ABSENT, ...wanted, ...later].map((key) => `<p>${escapeText(textOf(key))}</p>`);
  const server = await servePages({
    '/report.html': `<!doctype html><meta charset="utf-8"><title>Report</title><h1>Report</h1>${paragraphs.join('\n')}`,
  });
  return { server, wanted, later };
}

/** Opens the report where nothing is known yet; the picture of it is what a lit one is compared with. */
export async function openDark(browser: TestBrowser, { server }: ReportPage) {
  const tab = await browser.openTab(server.url);
  return { tab, dark: await tab.screenshot() };
}

/** The report's matches are those, and only those, that the archive holds. */
export async function checkMatches(
  browser: TestBrowser,
  { server }: ReportPage,
  wanted: readonly string[],
): Promise<void> {
  const items = await waitFor(
    'the matches of the report',
    () => readPageItems(browser, server.url),
    (found) => wanted.every((key) => found.some((item) => item.key === key && item.state !== 'related')),
  );
  const surplus = items.filter(({ key }) => ABSENT.includes(key));
  if (surplus.length > 0) throw new Error(`${surplus.map(({ key }) => key).join(', ')} is in no row`);
}

/** The first indicator of the archive is painted in the page's picture, one that it does not hold is not. */
export async function checkPaint(
  { tab, dark }: { readonly tab: Tab; readonly dark: Uint8Array },
  wanted: readonly string[],
): Promise<void> {
  const [lit, absent] = await Promise.all(
    [wanted[0], ABSENT[0]].map((key) => findTextBox(tab, textOf(key ?? ''))),
  );
  if (lit === undefined || absent === undefined) throw new Error('the page has lost its text');
  let light = dark;
  await waitFor(
    'paint on the first indicator',
    async () => {
      light = await tab.screenshot();
      return comparePaint(dark, light, lit);
    },
    (share) => share > 0.2,
  );
  if (comparePaint(dark, light, absent) > 0) throw new Error('an indicator that is in no row was painted');
}

const textOf = (key: string): string => key.slice(key.indexOf(':') + 1);

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
