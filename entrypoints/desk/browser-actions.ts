import { browser } from 'wxt/browser';
import { createHostPattern } from '../background/host-access.ts';

export function openOptions(): void {
  void browser.runtime.openOptionsPage();
}

/** The bulk look-up, in a tab: a popup closes when a file is chosen. */
export function openLookUp(): void {
  void browser.tabs.create({ url: browser.runtime.getURL('/lookup.html') });
}

/** Asks the user for access to web pages. Call it first thing in a user gesture: an `await` before it loses the gesture. */
export function requestPages(): Promise<boolean> {
  return browser.permissions.request({ origins: ['<all_urls>'] });
}

/** Asks for the right to show notifications, in a user gesture as well. */
export function requestNotifications(): Promise<boolean> {
  return browser.permissions.request({ permissions: ['notifications'] });
}

/**
 * Asks for access to one server, in a user gesture as well. Settles at once where access to all pages is granted already.
 */
export function requestServer(address: string): Promise<boolean> {
  return browser.permissions.request({ origins: [createHostPattern(address)] });
}
