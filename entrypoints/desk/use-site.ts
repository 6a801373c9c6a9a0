import { useCallback, useEffect, useState } from 'preact/hooks';
import type { SetSiteMode, SiteReport } from '../../utils/messaging/site-requests.ts';
import { watchSettings } from '../../utils/settings/settings.ts';
import type { Desk } from './desk.ts';

export interface SiteAccess {
  /** `undefined`: not answered yet, or there is no tab. */
  readonly site: SiteReport | undefined;
  readonly change: (mode: SetSiteMode['mode'], of: SetSiteMode['of']) => void;
}

/** The site of the current tab, kept current. */
export function useSite(
  desk: Desk,
  findTab: () => Promise<number | undefined>,
  hostAccess: boolean | undefined,
): SiteAccess {
  const [site, setSite] = useState<SiteReport>();
  const ask = useCallback(
    async (
      create: (tabId: number) => SetSiteMode | { readonly type: 'read-site'; readonly tabId: number },
    ) => {
      const tabId = await findTab();
      // That the background is silent is said above; the switch then shows what it knew.
      if (tabId !== undefined) await desk.send(create(tabId)).then(setSite, () => undefined);
    },
    [desk, findTab],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: host access granted is a reason to read again
  useEffect(() => {
    const read = () => void ask((tabId) => ({ type: 'read-site', tabId }));
    read();
    return watchSettings(read);
  }, [ask, hostAccess]);
  return {
    site,
    change(mode, of) {
      // Shown at once; the answer says what is so.
      setSite((before) => before && { ...before, mode, pageOnly: of === 'page' });
      void ask((tabId) => ({ type: 'set-site-mode', tabId, mode, of }));
    },
  };
}
