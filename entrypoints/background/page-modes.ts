import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import type { SiteMode } from '../../utils/messaging/protocol.ts';

/**
 * Modes chosen "for this page only": tab number -> mode, in memory. Nothing of the page is in it, and it goes when the tab
 * shows another page.
 */
const pageModes = storage.defineItem<Readonly<Record<string, SiteMode>>>('session:page-modes', {
  fallback: {},
});

const LOCK = 'huntlight-page-modes';

/** Waits for changes that were asked for before: a new page's first question comes right after the old page's end. */
export async function readPageMode(tabId: number | undefined): Promise<SiteMode | undefined> {
  if (tabId === undefined) return undefined;
  const modes = await navigator.locks.request(LOCK, { mode: 'shared' }, () => pageModes.getValue());
  return modes[tabId];
}

/** `undefined`: the site's own mode counts again. */
export function setPageMode(tabId: number, mode: SiteMode | undefined): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    const { [tabId]: before, ...others } = await pageModes.getValue();
    if (before === mode) return;
    await pageModes.setValue(mode === undefined ? others : { ...others, [tabId]: mode });
  });
}

/** Call in the first turn: a page left while the worker slept is told when it wakes. */
export function forgetPageModesWithPages(onBug: (error: unknown) => void): void {
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    if (status === 'loading') setPageMode(tabId, undefined).catch(onBug);
  });
  browser.tabs.onRemoved.addListener((tabId) => {
    setPageMode(tabId, undefined).catch(onBug);
  });
}
