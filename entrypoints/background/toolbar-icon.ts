import { browser } from 'wxt/browser';
import type { SiteMode } from '../../utils/messaging/protocol.ts';
import type { SiteReport } from '../../utils/messaging/site-requests.ts';

/** The mark in three shapes, so that they are told apart without colour: it is never another mark. */
export type IconShape = 'on' | 'partial' | 'off';

const SHAPES: Readonly<Record<SiteMode, IconShape>> = { highlight: 'on', quiet: 'partial', off: 'off' };

/** `partial`: counted, not painted. `off`: nothing is looked at, by choice or because nothing of ours may run there. */
export const shapeOf = ({ mode, fault }: Pick<SiteReport, 'mode' | 'fault'>): IconShape =>
  fault === undefined ? SHAPES[mode] : 'off';

/** Both browsers forget a tab's own icon and title when it shows another page. Without `tabId`: that of all other tabs. */
export async function paintIcon(shape: IconShape, tabId?: number): Promise<void> {
  const tab = tabId === undefined ? {} : { tabId };
  // As scripts/render-icons.ts names them.
  const prefix = shape === 'on' ? '' : `${shape}-`;
  const path = { 16: `/icon/${prefix}16.png`, 32: `/icon/${prefix}32.png` };
  await browser.action.setIcon({ ...tab, path });
  if (shape === 'off' && tabId !== undefined)
    await browser.action.setTitle({ tabId, title: `Huntlight: ${browser.i18n.getMessage('iconOff')}` });
}
