/** Paths of the browsers on this machine; CHROME_PATH and FIREFOX_PATH win. */
export function findBrowsers(): {
  readonly chromium: string | undefined;
  readonly firefox: string | undefined;
};

/** Major versions: the oldest that the extension runs in. */
export const MINIMUM_VERSIONS: { readonly chromium: number; readonly firefox: number };

/** The major version that a browser prints of itself; `undefined` where it prints none (Windows). */
export function readVersion(path: string): number | undefined;
