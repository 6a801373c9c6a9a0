import { browser } from 'wxt/browser';
import { DESK_CHANNEL, type DeskNotice } from '../../utils/messaging/desk-protocol.ts';
import type { ContentNotice } from '../../utils/messaging/protocol.ts';

/** Tells every open desk. A channel of the extension's own origin: pages and content scripts are elsewhere. */
export function tellDesk(notice: DeskNotice): void {
  const channel = new BroadcastChannel(DESK_CHANNEL);
  channel.postMessage(notice);
  channel.close();
}

/** Tells every frame of every tab to ask again. All are told, whatever they hold: nothing depends on a match. */
export async function tellContentScripts(): Promise<void> {
  const notice: ContentNotice = { type: 'archive-changed' };
  const tabs = await browser.tabs.query({});
  await Promise.all(
    // A tab without our content script (a browser page, a site that is off) has nobody to hear it.
    tabs.map(({ id }) => id !== undefined && browser.tabs.sendMessage(id, notice).catch(() => undefined)),
  );
}
