import { expect, test } from '@playwright/test';
import { type PageServer, servePages } from '../../support/page-server.ts';
import type { VirusTotal } from '../../virustotal/server.ts';
import { waitFor } from '../support/browser.ts';
import { type ChromiumBrowser, launchChromium, type PlaywrightTab } from '../support/chromium.ts';
import { type Box, comparePaint, findTextBox, readShare } from '../support/pixels.ts';
import { openArchive, RELATED, switchOff } from './hunted-archive.ts';
import { createHunted } from './layout-page.ts';

const SIZE = { width: 700, height: 500 };
const TEXTS = { match: createHunted(0), unread: createHunted(1), related: RELATED };
/** Text nobody sees, so that whatever is seen is the extension's. */
const PAGE = `<!doctype html><html><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>media</title><style>
  p { margin: 30px; font: 16px/24px sans-serif; color: transparent; forced-color-adjust: none; }
</style></head><body>${Object.values(TEXTS)
  .map((text) => `<p><span>${text}</span></p>`)
  .join('')}<p>none.example</p></body></html>`;

test.describe('Chromium: paper and forced colours', () => {
  let browser: ChromiumBrowser;
  let virusTotal: VirusTotal;
  let server: PageServer;
  /** The same page twice; on the other origin the extension is off. */
  let painted: PlaywrightTab;
  let bare: PlaywrightTab;

  test.beforeAll(async () => {
    browser = await launchChromium();
    virusTotal = await openArchive(browser, 1);
    await switchOff(browser, '127.0.0.1');
    server = await servePages({ '/': PAGE });
    bare = await browser.openTab(server.url.replace('localhost', '127.0.0.1'));
    painted = await browser.openTab(server.url);
    for (const tab of [bare, painted]) await tab.resize(SIZE);
    await waitForPaint(TEXTS.related);
  });
  test.afterAll(async () => {
    await browser.close();
    await virusTotal.close();
    await server.close();
  });

  async function waitForPaint(text: string): Promise<Box> {
    await painted.page.bringToFront();
    const box = await findTextBox(painted, text);
    const look = async () => comparePaint(await bare.screenshot(), await painted.screenshot(), box);
    await waitFor(`paint over ${text}`, look, (share) => share > 0.05);
    return box;
  }

  /** Without what differs from one document to the next anyway. */
  async function print({ page }: PlaywrightTab): Promise<string> {
    const text = (await page.pdf({ printBackground: true })).toString('latin1');
    return text.replaceAll(/\((?:D:)?\d{14}[^)]*\)/g, '');
  }

  test('nothing of ours is printed, the glance card neither', async () => {
    const box = await waitForPaint(TEXTS.match);
    await painted.page.mouse.move(box.x + 20, box.y + 10);
    await painted.page.mouse.move(box.x + 21, box.y + 10);
    const beside = { x: box.x, y: box.y + 60, width: 200, height: 60 };
    const look = async () => comparePaint(await bare.screenshot(), await painted.screenshot(), beside);
    await waitFor('the card', look, (share) => share > 0.01);
    for (const { page } of [bare, painted]) await page.emulateMedia({ media: 'print' });
    const [without, withUs] = [await bare.screenshot(), await painted.screenshot()];
    expect(Buffer.compare(without, withUs)).toBe(0);
    expect(await print(painted)).toBe(await print(bare));
    for (const { page } of [bare, painted]) await page.emulateMedia({ media: null });
    await painted.page.mouse.move(600, 450);
    // It is back: what was compared was there.
    await waitForPaint(TEXTS.match);
  });

  /** How much of each of the box's four lowest lines is in the state's ink, the lowest first. */
  async function readLine({ x, y, width, height }: Box, isDark: boolean): Promise<readonly number[]> {
    const screenshot = await painted.screenshot();
    const isInk = (colour: readonly [number, number, number]) => {
      const sum = colour.reduce((all, each) => all + each);
      return isDark ? sum > 450 : sum < 300;
    };
    return [1, 2, 3, 4].map((above) =>
      readShare(screenshot, { x: x + 3, width: width - 6, y: y + height - above, height: 1 }, isInk),
    );
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`forced colours, ${colorScheme}: each state has a line of its own shape in a colour of the system`, async () => {
      for (const { page } of [bare, painted])
        await page.emulateMedia({ forcedColors: 'active', colorScheme });
      const shapes: Record<string, readonly number[]> = {};
      for (const [state, text] of Object.entries(TEXTS))
        shapes[state] = await readLine(await waitForPaint(text), colorScheme === 'dark');
      expect(shapes).toEqual({ match: [1, 1, 0, 0], unread: [1, 0, 0, 1], related: [0.5, 0.5, 0, 0] });
      const [without, withUs] = [await bare.screenshot(), await painted.screenshot()];
      expect(comparePaint(without, withUs, await findTextBox(painted, 'none.example'))).toBe(0);
      for (const { page } of [bare, painted])
        await page.emulateMedia({ forcedColors: null, colorScheme: null });
    });
  }
});
