import { browser } from 'wxt/browser';
import { DESK_CHANNEL, type DeskNotice } from '../../utils/messaging/desk-protocol.ts';
import type { ContentNotice } from '../../utils/messaging/protocol.ts';
import type { ArchiveAccess } from './archive-access.ts';

/** Tells every open desk. A channel of the extension's own origin: pages and content scripts are elsewhere. */
export function tellDesk(notice: DeskNotice): void {
  const channel = new BroadcastChannel(DESK_CHANNEL);
  channel.postMessage(notice);
  channel.close();
}

/** Tells every frame of every tab to ask again. All are told, whatever they hold: nothing depends on a match. */
export async function tellContentScripts(access: ArchiveAccess): Promise<void> {
  const opened = await access.open();
  const epoch = opened.ok ? (await opened.value.archive.readCounters()).epoch : 0;
  const notice: ContentNotice = { type: 'archive-changed', epoch };
  const tabs = await browser.tabs.query({});
  await Promise.all(
    // A tab without our content script (a browser page, a site that is off) has nobody to hear it.
    tabs.map(({ id }) => id !== undefined && browser.tabs.sendMessage(id, notice).catch(() => undefined)),
  );
}
