import { browser } from 'wxt/browser';

/** Opens the first-run page after an install, never after an update: an update has nothing to ask. */
export function openWelcomeOnInstall(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
}
