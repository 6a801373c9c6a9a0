interface TabLike {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
  readonly active: boolean;
  /** ms since the epoch; Chromium has it from 121 on. */
  readonly lastAccessed?: number | undefined;
}

interface Tabs {
  query(filter: { currentWindow: true }): Promise<readonly TabLike[]>;
}

/**
 * The tab that "On this page" speaks of: the active one, or, when the popup was itself opened as a tab, the one used just
 * before; never a page of ours, but for the sample report, which is read like any other. `?tab=` names another. None, where
 * the browser does not tell which of several that was: a wrong one would be switched, and taken for the right one.
 */
export async function findCurrentTab(tabs: Tabs, self: URL): Promise<number | undefined> {
  const named = Number(self.searchParams.get('tab') ?? Number.NaN);
  if (Number.isInteger(named)) return named;
  const ours = `${self.protocol}//${self.host}/`;
  const others = (await tabs.query({ currentWindow: true })).filter(
    ({ url }) => !url?.startsWith(ours) || url.startsWith(`${ours}sample-report.html`),
  );
  const byUse = others.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const active = others.find((tab) => tab.active);
  const [latest, ...earlier] = byUse;
  const isTold = latest?.lastAccessed !== undefined || earlier.length === 0;
  return (active ?? (isTold ? latest : undefined))?.id;
}
