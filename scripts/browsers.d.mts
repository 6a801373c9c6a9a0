/** Paths of the browsers on this machine; CHROME_PATH and FIREFOX_PATH win. */
export function findBrowsers(): {
  readonly chromium: string | undefined;
  readonly firefox: string | undefined;
};
