import { browser } from 'wxt/browser';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';

interface SidePanels {
  readonly sidePanel?: { open(options: { windowId: number }): Promise<void> };
  readonly sidebarAction?: { open(): Promise<void> };
}

const openTab = (path: string) =>
  browser.tabs.create({ url: new URL(path, browser.runtime.getURL('/popup.html')).href });

/** All that the archive holds about one indicator. */
export const openIndicator = (key: IndicatorKey) => openTab(`/popup.html#${encodeURIComponent(key)}`);

/** The whole archive in a tab of its own, searched for `text`. */
export const openArchive = (text = '') =>
  openTab(`/sidepanel.html${text === '' ? '' : `?q=${encodeURIComponent(text)}`}`);

/** The side panel beside a window; call it first thing in the gesture. In a tab where the browser has none or refuses. */
export function openPanel(windowId: number | undefined): Promise<unknown> {
  const { sidePanel, sidebarAction } = browser as unknown as SidePanels;
  const opening = sidePanel && windowId !== undefined ? sidePanel.open({ windowId }) : sidebarAction?.open();
  return opening === undefined ? openArchive() : opening.catch(() => openArchive());
}
