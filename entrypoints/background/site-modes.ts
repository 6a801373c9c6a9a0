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

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname || undefined : undefined;
}
