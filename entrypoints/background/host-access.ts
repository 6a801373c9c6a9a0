import { browser } from 'wxt/browser';

export const ALL_PAGES = ['<all_urls>'];

/** Whether the user granted access to web pages. Both browsers let them withhold or revoke it. */
export const hasHostAccess = (): Promise<boolean> => browser.permissions.contains({ origins: ALL_PAGES });
