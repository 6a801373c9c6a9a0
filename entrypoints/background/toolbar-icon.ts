import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import type { SiteMode } from '../../utils/messaging/protocol.ts';
import type { SiteReport } from '../../utils/messaging/site-requests.ts';

/** The mark in three shapes, so that they are told apart without colour: it is never another mark. */
export type IconShape = 'on' | 'partial' | 'off';

const SHAPES: Readonly<Record<SiteMode, IconShape>> = { highlight: 'on', quiet: 'partial', off: 'off' };

/** `partial`: counted, not painted. `off`: nothing is looked at, by choice or because nothing of ours may run there. */
export const shapeOf = ({ mode, fault }: Pick<SiteReport, 'mode' | 'fault'>): IconShape =>
  fault === undefined ? SHAPES[mode] : 'off';

/**
 * `all`: nothing until the browser has taken it. `tabs`: tab number -> the shape it was last given as its own, which may
 * have gone with the page it was given for; `unsure` until the browser has taken it.
 */
interface Painted {
  readonly all?: IconShape;
  readonly tabs: Readonly<Record<string, IconShape | 'unsure'>>;
}

/** In memory: a browser that starts anew is painted anew. No browser tells which icon a tab shows. */
const painted = storage.defineItem<Painted>('session:icons', { fallback: { tabs: {} } });

const LOCK = 'huntlight-icon';

/**
 * Both browsers forget a tab's own icon and title when it shows another page. Without `tabId`: that of all other tabs.
 * Painted where it may not be there already: Chromium reads, decodes and draws an icon's files each time, which was most of
 * what the background did while a page loaded. `isLoading`: the page has just come, and its own icon has gone with the one
 * before; what was meant for that one and came too late is put right when this one is loaded.
 */
export async function paintIcon(shape: IconShape, tabId?: number, isLoading = false): Promise<void> {
  await navigator.locks.request(LOCK, () =>
    tabId === undefined ? paintAll(shape) : paintTab(shape, tabId, isLoading),
  );
  if (shape === 'off' && tabId !== undefined)
    await browser.action.setTitle({ tabId, title: `Huntlight: ${browser.i18n.getMessage('iconOff')}` });
}

async function paintAll(shape: IconShape): Promise<void> {
  const { all, tabs } = await painted.getValue();
  if (shape === all) return;
  await painted.setValue({ tabs });
  await setIcon(shape, {});
  await painted.setValue({ all: shape, tabs });
}

async function paintTab(shape: IconShape, tabId: number, isLoading: boolean): Promise<void> {
  const before = await painted.getValue();
  // What it shows is its own or, that being gone, that of all tabs.
  if (shape === before.all && (isLoading || shape === (before.tabs[tabId] ?? shape))) return;
  const tabs = before.tabs[tabId] === undefined ? await keepOpen(before.tabs) : before.tabs;
  await painted.setValue({ ...before, tabs: { ...tabs, [tabId]: 'unsure' } });
  await setIcon(shape, { tabId });
  await painted.setValue({ ...before, tabs: { ...tabs, [tabId]: shape } });
}

async function setIcon(shape: IconShape, tab: { readonly tabId?: number }): Promise<void> {
  // As scripts/render-icons.ts names them.
  const prefix = shape === 'on' ? '' : `${shape}-`;
  const path = { 16: `/icon/${prefix}16.png`, 32: `/icon/${prefix}32.png` };
  await browser.action.setIcon({ ...tab, path });
}

async function keepOpen(tabs: Painted['tabs']): Promise<Painted['tabs']> {
  const open = new Set((await browser.tabs.query({})).map(({ id }) => String(id)));
  return Object.fromEntries(Object.entries(tabs).filter(([id]) => open.has(id)));
}
