import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession } from '@playwright/test';
import { waitFor } from '../../e2e/support/browser.ts';
import { CHROMIUM_BUILD, type ChromiumBrowser, launchChromium } from '../../e2e/support/chromium.ts';
import { createVirusTotal } from '../../virustotal/server.ts';
import { type Arm, type OpenedPage, runVisit } from './arm.ts';
import { fillArchive } from './fill-archive.ts';
import { createHuntStream, type Hunt } from './stream.ts';

export const HOSTILE_KEY = 'key-of-the-hostile-tests';

/** Where Chromium puts what it paints over an element, at the latest (IntersectionObserver v2 samples every 100 ms). */
const OBSERVED_MS = 250;

export interface ChromiumArm extends Arm {
  readonly browser: ChromiumBrowser;
  /** Runs an expression in the extension's own world of a page that this arm's server serves. */
  evaluateAsExtension(url: string, expression: string): Promise<unknown>;
}

/** A copy of the build: a long run must not see another build half-way. */
export async function copyBuild(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'huntlight-hostile-'));
  await cp(CHROMIUM_BUILD, folder, { recursive: true });
  return folder;
}

export const removeBuild = (folder: string) => rm(folder, { recursive: true, force: true });

/** Chromium whose archive holds what `hunt` says. */
export async function openChromiumArm(build: string, hunt: Hunt): Promise<ChromiumArm> {
  const { items, readIds } = createHuntStream(hunt, Date.now());
  const virusTotal = await createVirusTotal({ items, key: HOSTILE_KEY });
  const browser = await launchChromium({ build });
  await fillArchive(browser, { key: HOSTILE_KEY, address: virusTotal.url, readIds });
  const extensionOrigin = `chrome-extension://${browser.extensionId}`;
  return {
    browser,
    visit: (visit) =>
      runVisit(visit, { extensionOrigin, isHunting: hunt.count > 0 }, () => openPage(browser)),
    async evaluateAsExtension(url, expression) {
      const { page, evaluate } = await openWithWorld(browser);
      await page.goto(url);
      const value = await waitFor(
        'the content script',
        () => evaluate(expression),
        (got) => got !== undefined,
      );
      await page.close();
      return value;
    },
    async close() {
      await browser.close();
      await virusTotal.close();
    },
  };
}

/** The same browser with an extension that does nothing: what a page sees without us. */
export async function openBareArm(build: string): Promise<Arm & { readonly browser: ChromiumBrowser }> {
  const browser = await launchChromium({ build });
  // The address of an extension that is not there.
  const extensionOrigin = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;
  return {
    browser,
    visit: (visit) =>
      runVisit(visit, { extensionOrigin, isHunting: false }, async () => {
        const page = await browser.context.newPage();
        return {
          page,
          onSaid: (listener) => page.on('console', (message) => listener(message.text())),
          settle: () => page.waitForTimeout(OBSERVED_MS * 2),
          countPainted: async () => undefined,
          screenshot: () => page.screenshot(),
        };
      }),
    close: async () => {
      await browser.close();
    },
  };
}

interface Seen {
  readonly boxes: number;
  readonly painted: number;
}

/** Runs in the extension's world, where a closed root can be opened. Leaky scripts say themselves what they painted. */
function readOverlay(): Seen | undefined {
  const { chrome, leakySeen } = globalThis as unknown as {
    chrome: { dom: { openOrClosedShadowRoot(of: Element): ShadowRoot | null } };
    leakySeen?: Seen;
  };
  if (leakySeen !== undefined) return leakySeen;
  const roots = [...document.querySelectorAll('div')].map((each) => chrome.dom.openOrClosedShadowRoot(each));
  const root = roots.find((each) => each?.querySelector('.box'));
  if (!root) return undefined;
  const boxes = root.querySelectorAll('.box');
  return { boxes: boxes.length, painted: [...boxes].filter((box) => !box.classList.contains('none')).length };
}

async function openPage(browser: ChromiumBrowser): Promise<OpenedPage> {
  const { page, session, evaluate } = await openWithWorld(browser);
  const look = () => evaluate(`(${readOverlay})()`) as Promise<Seen | undefined>;
  return {
    page,
    onSaid: (listener) => page.on('console', (message) => listener(message.text())),
    async settle(expectPaint) {
      await waitFor('the overlay', look, (seen) => seen !== undefined && (!expectPaint || seen.painted > 0));
      await page.waitForTimeout(OBSERVED_MS);
    },
    countPainted: async () => (await look())?.painted,
    async screenshot() {
      const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
  };
}

/** A page, and the way into the extension's world of it: nothing that is done there can be noticed by the page. */
async function openWithWorld({ context, extensionId }: ChromiumBrowser) {
  const page = await context.newPage();
  const session: CDPSession = await context.newCDPSession(page);
  let world: number | undefined;
  session.on('Runtime.executionContextCreated', (event) => {
    if (event.context.origin.includes(extensionId)) world = event.context.id;
  });
  session.on('Runtime.executionContextsCleared', () => {
    world = undefined;
  });
  await session.send('Runtime.enable');
  async function evaluate(expression: string): Promise<unknown> {
    if (world === undefined) return undefined;
    const options = { contextId: world, expression, returnByValue: true, awaitPromise: true };
    const { result } = await session.send('Runtime.evaluate', options);
    return result.value;
  }
  return { page, session, evaluate };
}
