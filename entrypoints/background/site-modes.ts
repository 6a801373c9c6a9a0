import type { SiteMode } from '../../utils/messaging/protocol.ts';
import { findSiteMode, readSoundSettings, type Settings } from '../../utils/settings/settings.ts';

/** Whether, what and how fast to sync. `settings`: nothing of them can be read. */
const HOLDING = ['settings', 'paused', 'streamFilter', 'requestsPerMinute', 'requestsPerDay'];

/**
 * The user's settings; damaged ones count as the defaults here and are shown as damaged in options. Requests are the
 * user's quota: while one of those that limit them is damaged, nothing is synced.
 */
export async function readSettingsOrDefaults(): Promise<Settings> {
  const { settings, damaged } = await readSoundSettings();
  return HOLDING.some((field) => damaged.has(field)) ? { ...settings, paused: true } : settings;
}

/** The mode of the site that a tab shows. */
export function findTabMode(settings: Settings, tabUrl: string | undefined): SiteMode {
  return findSiteMode(settings, tabUrl === undefined ? undefined : hostOf(tabUrl));
}

/** The host of a web page's URL; `undefined` for one that has none, and for what is no web page. */
export function hostOf(url: string): string | undefined {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : new URL('about:blank');
  return protocol === 'http:' || protocol === 'https:' ? hostname : undefined;
}
