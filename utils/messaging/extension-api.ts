import type { browser } from 'wxt/browser';

/**
 * The extension API for the content script, as the browser gives it: from the minimum versions on `chrome` answers with
 * promises in both, so that the polyfill (3 KB gzip in every frame) would add nothing. `chrome`, not `browser`: it is
 * the global's own property everywhere, while in Chromium below 148 a page's `<a id="browser">` would stand for the
 * other.
 */
export const extensionApi = (globalThis as unknown as { readonly chrome: typeof browser }).chrome;
