import { useCallback, useEffect, useState } from 'preact/hooks';
import type { SetSiteMode, SiteFault, SiteReport } from '../../utils/messaging/site-requests.ts';
import { watchSettings } from '../../utils/settings/settings.ts';
import type { Desk } from './desk.ts';

/** `no-tab`: there is no tab to switch anything on, or nobody knows which. `silent`: what was chosen got no answer. */
type Site = Omit<SiteReport, 'fault' | 'unsaved'> & {
  readonly fault?: SiteFault | 'no-tab';
  readonly unsaved?: NonNullable<SiteReport['unsaved']> | 'silent';
};

const NO_TAB: Site = { mode: 'off', pageOnly: false, fault: 'no-tab' };

export interface SiteAccess {
  /** `undefined`: not answered yet. */
  readonly site: Site | undefined;
  readonly change: (mode: SetSiteMode['mode'], of: SetSiteMode['of']) => void;
}

/** The site of the current tab, kept current. */
export function useSite(
  desk: Desk,
  findTab: () => Promise<number | undefined>,
  hostAccess: boolean | undefined,
): SiteAccess {
  const [site, setSite] = useState<Site>();
  const ask = useCallback(
    async (
      create: (tabId: number) => SetSiteMode | { readonly type: 'read-site'; readonly tabId: number },
      onSilence: () => void,
    ) => {
      const tabId = await findTab();
      if (tabId === undefined) setSite(NO_TAB);
      else await desk.send(create(tabId)).then(setSite, onSilence);
    },
    [desk, findTab],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: host access granted is a reason to read again
  useEffect(() => {
    const read = () =>
      void ask(
        (tabId) => ({ type: 'read-site', tabId }),
        // That the background is silent is said above; the switch then shows what it knew.
        () => undefined,
      );
    read();
    return watchSettings(read);
  }, [ask, hostAccess]);
  return {
    site,
    change(mode, of) {
      // Shown at once; the answer says what is so.
      setSite((before) => before && { ...before, mode, pageOnly: of === 'page' });
      void ask(
        (tabId) => ({ type: 'set-site-mode', tabId, mode, of }),
        () => setSite(site && { ...site, unsaved: 'silent' }),
      );
    },
  };
}
