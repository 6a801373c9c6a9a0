import { browser } from 'wxt/browser';
import type { ShowMatch } from '../../utils/messaging/page-requests.ts';
import type { ContentNotice, SiteMode } from '../../utils/messaging/protocol.ts';
import type { SetSiteMode, SiteFault, SiteReport } from '../../utils/messaging/site-requests.ts';
import { chooseSiteMode, storeSettings } from '../../utils/settings/settings.ts';
import { scrollToKey } from './frames.ts';
import { hasHostAccess } from './host-access.ts';
import { readPageMode, setPageMode } from './page-modes.ts';
import { coverBareTab } from './registration.ts';
import { findTabMode, hostOf, readSettingsOrDefaults } from './site-modes.ts';

/** The mode of the site that a tab shows, and why nothing can run there where nothing can. */
export async function readSite(tabId: number): Promise<SiteReport> {
  const [settings, pageMode, { url }, hostAccess] = await Promise.all([
    readSettingsOrDefaults(),
    readPageMode(tabId),
    browser.tabs.get(tabId),
    hasHostAccess(),
  ]);
  const host = url === undefined ? undefined : hostOf(url);
  const fault = hostAccess ? await findFault(url) : 'no-access';
  return {
    mode: pageMode ?? findTabMode(settings, url),
    pageOnly: pageMode !== undefined,
    ...(host !== undefined && (fault === undefined || fault === 'no-access') && { host }),
    ...(fault && { fault }),
  };
}

/** In effect at once: this tab is told here, the site's other tabs by the settings' watcher. */
export async function setSiteMode({ tabId, mode, of }: SetSiteMode): Promise<SiteReport> {
  await setPageMode(tabId, of === 'page' ? mode : undefined);
  const unsaved = of === 'page' ? undefined : await saveSiteMode(tabId, mode);
  // For this page at least.
  if (unsaved) await setPageMode(tabId, mode);
  await tellTab(tabId);
  const site = await readSite(tabId);
  if (site.mode !== 'off') await coverBareTab(tabId, site.mode);
  return unsaved ? { ...site, unsaved } : site;
}

/** Answers why the settings did not take it: damaged ones are not changed. */
async function saveSiteMode(tabId: number, mode: SiteMode): Promise<SiteReport['unsaved']> {
  const { url } = await browser.tabs.get(tabId);
  const host = url === undefined ? undefined : hostOf(url);
  if (host === undefined) return undefined;
  const outcome = await storeSettings((settings) => chooseSiteMode(settings, host, mode));
  return outcome === 'stored' ? undefined : outcome;
}

/** Scrolling names the match to the page, so it is asked here, not in the list, whether the user allows it. */
export async function showMatch({ tabId, key }: ShowMatch): Promise<boolean> {
  const [{ scrollSites }, { url }] = await Promise.all([readSettingsOrDefaults(), browser.tabs.get(tabId)]);
  const host = url === undefined ? undefined : hostOf(url);
  return host !== undefined && scrollSites.includes(host) && scrollToKey(tabId, key);
}

/** Every frame asks again, and its answer brings the mode. A tab where nothing runs has nobody to hear it. */
async function tellTab(tabId: number): Promise<void> {
  const notice: ContentNotice = { type: 'archive-changed' };
  await browser.tabs.sendMessage(tabId, notice).catch(() => undefined);
}

/** Hosts that browsers keep extensions away from, whatever was granted. */
const STORES = ['chromewebstore.google.com', 'addons.mozilla.org', 'microsoftedge.microsoft.com'];
const OLD_CHROME_STORE = 'https://chrome.google.com/webstore';

async function findFault(url: string | undefined): Promise<SiteFault | undefined> {
  if (url === undefined || !URL.canParse(url)) return 'browser-page';
  const { protocol, hostname } = new URL(url);
  if (protocol === 'file:') {
    return (await browser.extension.isAllowedFileSchemeAccess()) ? undefined : 'files-off';
  }
  if (url.startsWith(browser.runtime.getURL('/sample-report.html'))) return undefined;
  if (STORES.includes(hostname) || url.startsWith(OLD_CHROME_STORE)) return 'store';
  const isPage =
    protocol === 'http:' || protocol === 'https:' || protocol === 'data:' || url === 'about:blank';
  return isPage ? undefined : 'browser-page';
}
