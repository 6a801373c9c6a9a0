import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import type { Settings } from '../../utils/settings/settings.ts';
import { createSerial } from './calls.ts';
import { collectFrames } from './frames.ts';
import { ALL_PAGES } from './host-access.ts';
import { findTabMode, readSettingsOrDefaults } from './site-modes.ts';

const SCRIPT_ID = 'in-page';
const FILE = 'in-page.js' as const;

type SiteSettings = Pick<Settings, 'defaultSiteMode' | 'siteModes'>;

/** Where the content script runs, as match patterns. */
interface Scope {
  readonly matches: string[];
  readonly excludeMatches: string[];
}

/** All pages but the sites that are off; or, when sites are off by default, only those that are not. */
export function createScope({ defaultSiteMode, siteModes }: SiteSettings): Scope {
  const pick = (isWanted: (mode: string) => boolean) =>
    Object.entries(siteModes).flatMap(([host, mode]) => (isWanted(mode) ? [`*://${host}/*`] : []));
  return defaultSiteMode === 'off'
    ? { matches: pick((mode) => mode !== 'off'), excludeMatches: [] }
    : { matches: ALL_PAGES, excludeMatches: pick((mode) => mode === 'off') };
}

/**
 * Registers the content script where the settings want it. Registered, not declared: WXT's declared scripts announce
 * themselves to the page (docs/decisions/0003-registered-content-script.md).
 */
async function registerInPage(scope: Scope): Promise<void> {
  const ids = [SCRIPT_ID];
  const isRegistered = (await browser.scripting.getRegisteredContentScripts({ ids })).length > 0;
  if (scope.matches.length === 0) {
    if (isRegistered) await browser.scripting.unregisterContentScripts({ ids });
    return;
  }
  const script = {
    id: SCRIPT_ID,
    js: [FILE],
    ...scope,
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_idle' as const,
  };
  if (isRegistered) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

/** Runs the content script in one tab now. A tab where no extension may run refuses, which the popup says. */
export async function coverTab(tabId: number): Promise<void> {
  await browser.scripting
    .executeScript({ target: { tabId, allFrames: true }, files: [`/${FILE}`] })
    .catch(() => undefined);
}

/**
 * Runs the content script in every tab that is already open, so that nobody has to reload after an install or update.
 * Tabs where no extension may run refuse; the popup says so when such a tab is looked at.
 */
async function coverTabs(isWanted: (tabId: number) => Promise<boolean>): Promise<void> {
  const [settings, tabs] = await Promise.all([readSettingsOrDefaults(), browser.tabs.query({})]);
  await Promise.all(
    tabs.map(async ({ id, url, discarded }) => {
      if (id === undefined || discarded === true || findTabMode(settings, url) === 'off') return;
      if (!(await isWanted(id))) return;
      await coverTab(id);
    }),
  );
}

/** Registers the content script as the settings say. Calls run one after another: two at once would both register. */
export const registerFromSettings = createSerial(async () => {
  await registerInPage(createScope(await readSettingsOrDefaults()));
});

const COVERED = 'session:open-tabs-covered';

/**
 * Covers open tabs once per life of the extension: after install, update, reload or enabling, all of which empty
 * `storage.session`. A restarted worker finds the mark and leaves the tabs alone.
 */
export async function coverTabsOnce(): Promise<void> {
  if ((await storage.getItem<boolean>(COVERED)) === true) return;
  await storage.setItem(COVERED, true);
  await coverTabs(async () => true);
}

/** After a site was switched on: open tabs that have no content script yet get it, the others are left alone. */
export async function coverTabsSwitchedOn(): Promise<void> {
  await coverTabs(async (tabId) => (await collectFrames(tabId)) === 'not-ready');
}
