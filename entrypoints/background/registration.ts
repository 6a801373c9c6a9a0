import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { createSerial } from './calls.ts';
import { findTabMode, readSettingsOrDefaults } from './site-modes.ts';

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

/** Registers the content script as the settings say. Calls run one after another: two at once would both register. */
export const registerFromSettings = createSerial(async () => {
  await registerInPage(createExcludeMatches((await readSettingsOrDefaults()).siteModes));
});

const COVERED = 'session:open-tabs-covered';

/**
 * Covers open tabs once per life of the extension: after install, update, reload or enabling, all of which empty
 * `storage.session`. A restarted worker finds the mark and leaves the tabs alone.
 */
export async function coverTabsOnce(): Promise<void> {
  if ((await storage.getItem<boolean>(COVERED)) === true) return;
  await storage.setItem(COVERED, true);
  const settings = await readSettingsOrDefaults();
  await coverOpenTabs((url) => findTabMode(settings, url) === 'off');
}
