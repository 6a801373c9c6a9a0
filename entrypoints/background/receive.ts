import { type Browser, browser } from 'wxt/browser';
import { parseContentRequest } from '../../utils/messaging/content-shape.ts';
import type { DeskRequest } from '../../utils/messaging/desk-protocol.ts';
import { isDeskSender } from '../../utils/messaging/desk-sender.ts';
import { parseDeskRequest } from '../../utils/messaging/desk-shape.ts';
import type { ContentRequest } from '../../utils/messaging/protocol.ts';

export type Sender = Browser.runtime.MessageSender;

export interface Receivers {
  readonly onDesk: (request: DeskRequest, sender: Sender) => Promise<unknown>;
  readonly onContent: (request: ContentRequest, sender: Sender) => Promise<unknown>;
  readonly onBug: (error: unknown) => void;
}

/** Takes messages of our own contexts that have the right shape, and no others. */
export function receiveMessages({ onDesk, onContent, onBug }: Receivers): void {
  const self = { id: browser.runtime.id, baseUrl: browser.runtime.getURL('/') };
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    if (sender.id !== self.id) return undefined;
    const desk = isDeskSender(sender, self) ? parseDeskRequest(message) : undefined;
    const content = desk === undefined ? parseContentRequest(message) : undefined;
    const reply = desk ? onDesk(desk, sender) : content && onContent(content, sender);
    if (reply === undefined) return undefined;
    reply.then(sendResponse, (error: unknown) => {
      onBug(error);
      // The asker sees no reply, which its own room words as "Huntlight's background failed".
      sendResponse(undefined);
    });
    // Keeps the channel open for `sendResponse`, in every browser and in its test double.
    return true;
  });
}
