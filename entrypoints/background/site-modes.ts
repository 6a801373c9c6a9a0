import type { SiteMode } from '../../utils/messaging/protocol.ts';
import {
  DEFAULT_SETTINGS,
  findSiteMode,
  readSettings,
  type Settings,
} from '../../utils/settings/settings.ts';

/** The user's settings; damaged ones count as the defaults here and are shown as damaged in options. */
export async function readSettingsOrDefaults(): Promise<Settings> {
  const settings = await readSettings();
  return settings.ok ? settings.value : DEFAULT_SETTINGS;
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
