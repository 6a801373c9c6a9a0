/** The popup's messages about the mode of the site that a tab shows. */
import type { SiteMode } from './protocol.ts';

/** When the switch is shown, and after every change of it. */
export interface ReadSite {
  readonly type: 'read-site';
  readonly tabId: number;
}

export interface SiteReport {
  readonly mode: SiteMode;
  /** What the switch switches. Absent where a tab shows no site of its own (a file, `about:blank`). */
  readonly host?: string;
  /** The mode was chosen for this page only, until the tab shows another. */
  readonly pageOnly: boolean;
  /**
   * To a switch of the site: why it could not be saved, so that it holds for this page only. `damaged`: some settings are;
   * `refused`: the browser did not store it.
   */
  readonly unsaved?: 'damaged' | 'refused';
  /** Why Huntlight cannot run here, whatever the mode. */
  readonly fault?: SiteFault;
}

/**
 * `no-access`: host access withheld; `browser-page`: a page of the browser's own or of an extension; `store`: where the
 * browser's extensions come from; `files-off`: files need a permission of their own in Chromium.
 */
export type SiteFault = 'no-access' | 'browser-page' | 'store' | 'files-off';

/** On the switch. `page`: for this page only, kept in memory by the tab's number until the tab shows another page. */
export interface SetSiteMode {
  readonly type: 'set-site-mode';
  readonly tabId: number;
  readonly mode: SiteMode;
  readonly of: 'site' | 'page';
}
