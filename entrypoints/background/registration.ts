import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { RETIRE_GLOBAL } from '../../utils/messaging/protocol.ts';
import type { Settings } from '../../utils/settings/settings.ts';
import { createSerial } from './calls.ts';
import { ALL_PAGES } from './host-access.ts';
import { isCovered } from './in-frame.ts';
import { findTabMode, readSettingsOrDefaults } from './site-modes.ts';

const FILE = 'in-page.js';
const QUIET_FILE = 'quiet-site.js';
const MIXED_FILE = 'mixed-sites.js';
const OPEN_FILE = 'open-site.js';

type SiteSettings = Pick<Settings, 'defaultSiteMode' | 'siteModes' | 'scrollSites'>;

/** One registration: which files run where, as match patterns. */
interface Registration {
  readonly id: string;
  readonly js: string[];
  readonly matches: string[];
  readonly excludeMatches: string[];
}

const IDS = { highlight: 'in-page', quiet: 'in-page-quiet', open: 'open-site' } as const;

/**
 * A registration for each mode in which the content script runs, so that the script knows its mode without asking: what
 * an answer takes would tell the page what matched. By the frame's own site; a frame of another site than its tab's,
 * whose mode counts, is told by `mixed-sites.js` that it must ask after all.
 */
export function createRegistrations(settings: SiteSettings): readonly Registration[] {
  const { defaultSiteMode, siteModes, scrollSites } = settings;
  const sites = Object.entries(siteModes);
  const listSites = (isWanted: (mode: string) => boolean) =>
    sites.flatMap(([host, mode]) => (isWanted(mode) ? [`*://${host}/*`] : []));
  const isMixed = sites.some(([, mode]) => mode !== defaultSiteMode);
  const openSites = scrollSites.filter((host) => (siteModes[host] ?? defaultSiteMode) !== 'off');
  const open = {
    id: IDS.open,
    js: [OPEN_FILE],
    matches: openSites.map((host) => `*://${host}/*`),
    excludeMatches: [],
  };
  const scripts = (['highlight', 'quiet'] as const).map((own) => ({
    id: IDS[own],
    js: [...(own === 'quiet' ? [QUIET_FILE] : []), ...(isMixed ? [MIXED_FILE] : []), FILE],
    ...(own === defaultSiteMode
      ? { matches: ALL_PAGES, excludeMatches: listSites((mode) => mode !== own) }
      : { matches: listSites((mode) => mode === own), excludeMatches: [] }),
  }));
  return [...scripts, open].filter(({ matches }) => matches.length > 0);
}

/**
 * Registers the content script where the settings want it. Registered, not declared: WXT's declared scripts announce
 * themselves to the page (docs/decisions/0003-registered-content-script.md).
 */
async function registerInPage(wanted: readonly Registration[]): Promise<void> {
  const { scripting } = browser;
  const there = await scripting.getRegisteredContentScripts({ ids: Object.values(IDS) });
  const known = new Set(there.map(({ id }) => id));
  const scripts = wanted.map((each) => ({
    ...each,
    allFrames: true,
    matchOriginAsFallback: true,
    // Not at "document_end" or "document_idle": even an empty script then delays the page's load event, by the time that
    // its layout takes (docs/decisions/0003-registered-content-script.md). Ours waits by itself.
    runAt: 'document_start' as const,
  }));
  const surplus = [...known].filter((id) => wanted.every((each) => each.id !== id));
  if (surplus.length > 0) await scripting.unregisterContentScripts({ ids: surplus });
  for (const script of scripts) {
    if (known.has(script.id)) await scripting.updateContentScripts([script]);
    else await scripting.registerContentScripts([script]);
  }
}

/** Runs the content script in one tab now. A tab where no extension may run refuses, which the popup says. */
async function coverTab(tabId: number, mode: 'highlight' | 'quiet'): Promise<void> {
  const files = mode === 'quiet' ? [`/${QUIET_FILE}` as const, `/${FILE}` as const] : [`/${FILE}` as const];
  await browser.scripting.executeScript({ target: { tabId, allFrames: true }, files }).catch(() => undefined);
}

/**
 * Runs the content script in a tab where none runs. Switched on, a site's tab is covered by the one who switched and by
 * the watcher of the settings: one after another, or the second would take the first one's overlay down again.
 */
export function coverBareTab(tabId: number, mode: 'highlight' | 'quiet'): Promise<void> {
  return navigator.locks.request(`huntlight-cover-${tabId}`, async () => {
    if (!(await isTabCovered(tabId))) await coverTab(tabId, mode);
  });
}

async function isTabCovered(tabId: number): Promise<boolean> {
  const target = { tabId, allFrames: true };
  const answers = await browser.scripting
    .executeScript({ target, func: isCovered, args: [RETIRE_GLOBAL] })
    .catch(() => []);
  return answers.some(({ result }) => result === true);
}

/**
 * Runs the content script in every tab that is already open, so that nobody has to reload after an install or update.
 * Tabs where no extension may run refuse; the popup says so when such a tab is looked at.
 */
async function coverTabs(cover: typeof coverTab): Promise<void> {
  const [settings, tabs] = await Promise.all([readSettingsOrDefaults(), browser.tabs.query({})]);
  await Promise.all(
    tabs.map(async ({ id, url, discarded }) => {
      const mode = findTabMode(settings, url);
      if (id === undefined || discarded === true || mode === 'off') return;
      await cover(id, mode);
    }),
  );
}

/** Registers the content script as the settings say. Calls run one after another: two at once would both register. */
export const registerFromSettings = createSerial(async () => {
  await registerInPage(createRegistrations(await readSettingsOrDefaults()));
});

const COVERED = 'session:open-tabs-covered';

/**
 * Covers open tabs once per life of the extension: after install, update, reload or enabling, all of which empty
 * `storage.session`. A restarted worker finds the mark and leaves the tabs alone. Answers whether this was the time.
 */
export async function coverTabsOnce(): Promise<boolean> {
  if ((await storage.getItem<boolean>(COVERED)) === true) return false;
  await storage.setItem(COVERED, true);
  await coverTabs(coverTab);
  return true;
}

/** After a site was switched on, or access was granted: open tabs that have no content script yet get it, the others are left alone. */
export async function coverTabsSwitchedOn(): Promise<void> {
  await coverTabs(coverBareTab);
}
