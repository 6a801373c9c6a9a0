import type { CDPSession, Page } from '@playwright/test';
import { waitFor } from '../../e2e/support/browser.ts';
import type { ChromiumBrowser } from '../../e2e/support/chromium.ts';
import type { OpenedPage } from './arm.ts';
import { createExtensionHand } from './extension-hand.ts';
import { isDrawn, readOverlay, type Seen } from './read-overlay.ts';
import { restInPage } from './rest-in-page.ts';

/** Where Chromium puts what it paints over an element, at the latest (IntersectionObserver v2 samples every 100 ms). */
const OBSERVED_MS = 250;

interface Opening {
  readonly isHunting: boolean;
  readonly unreadIds: readonly string[];
}

export async function openPage(browser: ChromiumBrowser, opening: Opening): Promise<OpenedPage> {
  const { page, session, evaluate } = await openWithWorld(browser);
  const rest = createRest(session);
  const look = () => evaluate(`(${readOverlay})()`) as Promise<Seen | undefined>;
  return {
    page,
    extension: createExtensionHand({ browser, opened: { page, rest }, look, ...opening }),
    onSaid: (listener) => page.on('console', (message) => listener(message.text())),
    async settle(expectPaint) {
      await waitFor('the overlay', look, (seen) => isDrawn(seen, expectPaint));
      await rest(OBSERVED_MS);
    },
    rest,
    async waitForCard() {
      await waitFor('the glance card', look, (seen) => seen?.card === true);
    },
    countPainted: async () => (await look())?.painted,
    async screenshot() {
      const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(data, 'base64');
    },
  };
}

/** In a browser whose extension does nothing there is nothing to wait for. */
export async function openBarePage({ context }: ChromiumBrowser): Promise<OpenedPage> {
  const page = await context.newPage();
  const rest = createRest(await context.newCDPSession(page));
  return {
    page,
    onSaid: (listener) => page.on('console', (message) => listener(message.text())),
    settle: () => rest(OBSERVED_MS * 2),
    rest,
    waitForCard: async () => undefined,
    countPainted: async () => undefined,
    screenshot: () => page.screenshot(),
  };
}

/** In a world of its own, the same in every arm: what the page has patched is not called, and nothing of it is seen. */
function createRest(session: CDPSession) {
  return async (ms: number): Promise<void> => {
    const { frameTree } = await session.send('Page.getFrameTree');
    const world = { frameId: frameTree.frame.id, worldName: 'harness' };
    const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', world);
    const expression = `(${restInPage})(${ms})`;
    await session.send('Runtime.evaluate', { contextId, expression, awaitPromise: true });
  };
}

interface World {
  readonly page: Page;
  readonly session: CDPSession;
  evaluate(expression: string): Promise<unknown>;
}

/** A page, and the way into the extension's world of it: nothing that is done there can be noticed by the page. */
export async function openWithWorld({ context, extensionId }: ChromiumBrowser): Promise<World> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  let world: number | undefined;
  session.on('Runtime.executionContextCreated', ({ context: { id, origin, auxData } }) => {
    // A page's frames have worlds of their own.
    if (origin.includes(extensionId) && auxData?.['frameId'] === frameTree.frame.id) world = id;
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
