import { browser } from 'wxt/browser';

export const ALL_PAGES = ['<all_urls>'];

/** Match patterns have no port: access to a host is access to all of its ports. */
export function createHostPattern(address: string): string {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}/*`;
}

/** Whether the user granted access to the server at an API address, by itself or with all web pages. */
export const hasServerAccess = (address: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [createHostPattern(address)] });

/** Whether the user granted access to web pages. Both browsers let them withhold or revoke it. */
export const hasHostAccess = (): Promise<boolean> => browser.permissions.contains({ origins: ALL_PAGES });
