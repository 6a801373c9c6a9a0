import type { CommandName } from '../../../entrypoints/desk/commands.ts';
import { waitFor } from '../../e2e/support/browser.ts';
import { type ChromiumBrowser, createTab, type PlaywrightTab } from '../../e2e/support/chromium.ts';
import { isReportShown } from '../../e2e/support/desk.ts';
import type { ExtensionHand, OpenedPage } from './arm.ts';
import { isDrawn, type Seen } from './read-overlay.ts';

interface ChromeTab {
  readonly id: number;
  readonly url?: string;
}

interface Chrome {
  readonly chrome: {
    tabs: { query(filter: object): Promise<readonly ChromeTab[]> };
    windows: { create(options: object): Promise<unknown> };
    runtime: { sendMessage(message: object): Promise<unknown> };
    // No driver reaches the browser's own shortcuts: their event is dispatched where the browser would.
    commands: { onCommand: { dispatch(name: string, tab: ChromeTab | undefined): void } };
  };
}

export interface ExtensionHandDeps {
  readonly browser: ChromiumBrowser;
  readonly opened: Pick<OpenedPage, 'rest'> & { readonly page: PlaywrightTab['page'] };
  /** What the overlay shows, as only the extension's own world can see. */
  readonly look: () => Promise<Seen | undefined>;
  readonly isHunting: boolean;
  /** What `mark-all-read` marks, to be unmarked again: the next visit finds the archive as this one did. */
  readonly unreadIds: readonly string[];
}

/** The user's hand on the extension itself; everything is waited for by the same condition in every arm. */
export function createExtensionHand({ browser, opened, ...deps }: ExtensionHandDeps): ExtensionHand {
  const { context } = browser;
  const { page, rest } = opened;
  const desks: PlaywrightTab[] = [];
  let hasMarked = false;
  let isSwitchedOff = false;

  const findWorker = async () => context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));

  async function dispatch(name: CommandName): Promise<void> {
    await (await findWorker()).evaluate(
      async ([command, url]) => {
        const { tabs, commands } = (globalThis as unknown as Chrome).chrome;
        const tab = (await tabs.query({})).find((each) => each.url === url);
        commands.onCommand.dispatch(command, tab);
      },
      [name, page.url()] as const,
    );
  }

  async function openBesides(): Promise<PlaywrightTab> {
    const opening = context.waitForEvent('page');
    await (await findWorker()).evaluate(async (url) => {
      const { tabs, windows } = (globalThis as unknown as Chrome).chrome;
      const tab = (await tabs.query({})).find((each) => each.url === url);
      const options = { type: 'popup', focused: false, width: 420, height: 600 };
      await windows.create({ url: `/popup.html?tab=${tab?.id}`, ...options });
    }, page.url());
    return createTab(await opening);
  }

  return {
    async command(name) {
      if (name === 'switch-site') {
        const wasOn = (await deps.look()) !== undefined;
        await dispatch(name);
        isSwitchedOff = wasOn;
        const isDone = (seen: Seen | undefined) =>
          wasOn ? seen === undefined : isDrawn(seen, deps.isHunting);
        await waitFor('the site to be switched', deps.look, isDone);
      } else if (name === 'mark-all-read' || name === 'sync-now') {
        // Neither shows on a page that is open: there is nothing to wait for but that nothing comes.
        hasMarked ||= name === 'mark-all-read';
        await dispatch(name);
      } else {
        const opening = context.waitForEvent('page');
        await dispatch(name);
        const desk = await opening;
        await desk.waitForLoadState();
        await desk.close();
        await page.bringToFront();
      }
      await rest(300);
    },
    async askDesk() {
      const desk = await openBesides();
      desks.push(desk);
      await desk.press('On this page');
      await waitFor(
        'the report on the page',
        () => desk.evaluate(isReportShown, undefined),
        (isShown) => isShown,
      );
      // Where there is no match there is no next one: the hand then falls on what is there.
      if (deps.isHunting) await desk.press('Next match (n)');
      else await desk.press('On this page');
    },
    async release() {
      for (const desk of desks) await desk.close();
      // The visit ended half-way: without this every later one would find its site off.
      if (isSwitchedOff) await dispatch('switch-site');
      if (!hasMarked || deps.unreadIds.length === 0) return;
      const desk = await browser.openDesk('options.html');
      await desk.evaluate(async (ids) => {
        const { runtime } = (globalThis as unknown as Chrome).chrome;
        await runtime.sendMessage({ type: 'mark-read', ids, read: false });
      }, deps.unreadIds);
      await desk.close();
    },
  };
}
