import type { Page } from 'puppeteer-core';
import { waitFor } from '../../e2e/support/browser.ts';
import { launchFirefox } from '../../e2e/support/firefox.ts';
import { createVirusTotal } from '../../virustotal/server.ts';
import { type Arm, type OpenedPage, runVisit } from './arm.ts';
import { HOSTILE_KEY } from './chromium-arm.ts';
import { fillArchive } from './fill-archive.ts';
import { restInPage } from './rest-in-page.ts';
import { createHuntStream, type Hunt } from './stream.ts';

type Firefox = Awaited<ReturnType<typeof launchFirefox>>;

/** Paint follows the mount within a frame; nothing from outside can see it happen in a closed root. */
const PAINTED_MS = 600;
/** The card's dwell and its cover; see above. */
const CARD_UP_MS = 300;

export interface FirefoxArm extends Arm {
  readonly browser: Firefox;
}

/** Firefox whose archive holds what `hunt` says. */
export async function openFirefoxArm(hunt: Hunt): Promise<FirefoxArm> {
  const { items, readIds } = createHuntStream(hunt, Date.now());
  const virusTotal = await createVirusTotal({ items, key: HOSTILE_KEY });
  const browser = await launchFirefox();
  await fillArchive(browser, { key: HOSTILE_KEY, address: virusTotal.url, readIds });
  const desk = await browser.openDesk('options.html');
  const extensionOrigin = await desk.evaluate(() => location.origin, undefined);
  await desk.close();
  return {
    browser,
    visit: (visit) =>
      runVisit(visit, { extensionOrigin, isHunting: hunt.count > 0 }, () => openPage(browser)),
    async close() {
      await browser.close();
      await virusTotal.close();
    },
  };
}

async function openPage({ browser }: Firefox): Promise<OpenedPage> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 720 });
  const rest = createRest(page);
  let isMounted = false;
  page.on('console', (message) => {
    if (message.text() === 'mounted') isMounted = true;
  });
  return {
    page,
    onSaid: (listener) => page.on('console', (message) => listener(message.text())),
    async settle() {
      await waitFor(
        'the overlay',
        async () => isMounted,
        (mounted) => mounted,
      );
      await rest(PAINTED_MS);
    },
    rest,
    waitForCard: () => rest(CARD_UP_MS),
    countPainted: async () => undefined,
    screenshot: () => page.screenshot(),
  };
}

/** Puppeteer's own world of the page, which no type of its names: what the page has patched is not called there. */
interface Worlds {
  isolatedRealm(): { evaluate(run: typeof restInPage, ms: number): Promise<void> };
}

const createRest = (page: Page) => (ms: number) =>
  (page.mainFrame() as unknown as Worlds).isolatedRealm().evaluate(restInPage, ms);
