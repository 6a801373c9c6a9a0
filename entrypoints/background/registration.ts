import { browser } from 'wxt/browser';

const SCRIPT_ID = 'in-page';
const FILE = 'in-page.js' as const;
const ALL_PAGES = ['<all_urls>'];

/**
 * Registers the content script, sites that are off left out. Registered, not declared: WXT's declared scripts announce
 * themselves to the page (docs/decisions/0003-registered-content-script.md).
 */
export async function registerInPage(excludeMatches: readonly string[]): Promise<void> {
  const script = {
    id: SCRIPT_ID,
    js: [FILE],
    matches: ALL_PAGES,
    excludeMatches: [...excludeMatches],
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_idle' as const,
  };
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

/**
 * Runs the content script in every tab that is already open, so that nobody has to reload after an install or update.
 * Tabs where no extension may run refuse; the popup says so when such a tab is looked at.
 */
export async function coverOpenTabs(isOff: (url: string) => boolean): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map(async ({ id, url, discarded }) => {
      if (id === undefined || discarded === true || (url !== undefined && isOff(url))) return;
      await browser.scripting
        .executeScript({ target: { tabId: id, allFrames: true }, files: [`/${FILE}`] })
        .catch(() => undefined);
    }),
  );
}

/** Match patterns of the sites that are off, as `excludeMatches` wants them. */
export function createExcludeMatches(siteModes: Readonly<Record<string, string>>): string[] {
  return Object.entries(siteModes)
    .filter(([, mode]) => mode === 'off')
    .map(([host]) => `*://${host}/*`);
}

/** Whether the user granted access to web pages. Both browsers let them withhold or revoke it. */
export const hasHostAccess = (): Promise<boolean> => browser.permissions.contains({ origins: ALL_PAGES });
