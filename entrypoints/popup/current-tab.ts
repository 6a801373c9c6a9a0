interface TabLike {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
  readonly active: boolean;
  /** ms since the epoch; Chromium has it from 121 on. */
  readonly lastAccessed?: number | undefined;
}

interface Tabs {
  /** The tab that the asking page is itself; none for a popup and a panel. */
  getCurrent(): Promise<TabLike | undefined>;
  query(filter: { currentWindow: true }): Promise<readonly TabLike[]>;
}

/**
 * The tab that "On this page" speaks of: the active one, or, when the popup was itself opened as a tab, the one used just
 * before. `?tab=` names another. None, where the browser does not tell which of several that was, or where it was a page of
 * ours: a wrong one would be switched, and taken for the right one. The sample report is read like any other page.
 */
export async function findCurrentTab(tabs: Tabs, self: URL): Promise<number | undefined> {
  const named = Number(self.searchParams.get('tab') ?? Number.NaN);
  if (Number.isInteger(named)) return named;
  const [own, all] = await Promise.all([tabs.getCurrent(), tabs.query({ currentWindow: true })]);
  const others = all.filter(({ id }) => id !== own?.id);
  const active = others.find((tab) => tab.active);
  if (active !== undefined) return active.id;
  const [latest, ...earlier] = others.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const isTold = latest?.lastAccessed !== undefined || earlier.length === 0;
  const ours = `${self.protocol}//${self.host}/`;
  const isOurs = latest?.url?.startsWith(ours) && !latest.url.startsWith(`${ours}sample-report.html`);
  return isTold && !isOurs ? latest?.id : undefined;
}
