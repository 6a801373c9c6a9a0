/**
 * The content script's end of the protocol. The background's answers are our own code's, yet they cross a version
 * border (an old script, a new background), so their shape is looked at before use.
 */

import type { IndicatorKey } from '../ioc/indicator.ts';
import { extensionApi as browser } from './extension-api.ts';
import type { AskGlanceReply, AskMatchesReply, ContentNotice, ContentRequest, SiteMode } from './protocol.ts';

const MODES: ReadonlySet<unknown> = new Set<SiteMode>(['highlight', 'quiet', 'off']);

/** The answer cannot be used: no background, an error there, or another version's shape. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** False once the extension was updated, disabled or removed: this script's time is over. */
export function isConnected(): boolean {
  try {
    return browser.runtime.id !== undefined;
  } catch {
    return false;
  }
}

async function send(request: ContentRequest): Promise<object> {
  let reply: unknown;
  try {
    reply = await browser.runtime.sendMessage(request);
  } catch (cause) {
    throw new NoAnswerError(request.type, { cause });
  }
  if (typeof reply !== 'object' || reply === null) throw new NoAnswerError(request.type);
  return reply;
}

/** `keys` distinct, visible ones first; the states come in the same order. Fails with `NoAnswerError`. */
export async function askMatches(keys: readonly IndicatorKey[]): Promise<AskMatchesReply> {
  const reply: Partial<AskMatchesReply> = await send({ type: 'ask-matches', keys: keys.join('\n') });
  const { states, mode, modifier = 'Alt', paintStyle = '' } = reply;
  if (typeof states !== 'string' || states.length !== keys.length || mode === undefined || !MODES.has(mode)) {
    throw new NoAnswerError('ask-matches');
  }
  return { states, mode, modifier, paintStyle };
}

/** Fails with `NoAnswerError`. */
export async function askGlance(key: IndicatorKey): Promise<AskGlanceReply> {
  const { lines }: Partial<AskGlanceReply> = await send({ type: 'ask-glance', key });
  if (!Array.isArray(lines)) throw new NoAnswerError('ask-glance');
  return { lines };
}

/**
 * Sent in the same task as the click: the side panel opens only while the click's activation lasts. Whatever becomes
 * of it is the background's to show.
 */
export function openDetail(key: IndicatorKey): void {
  send({ type: 'open-detail', key }).catch(() => undefined);
}

/** Calls `onNotice` for each notice of the background, until the signal. */
export function listenForNotices(onNotice: (notice: ContentNotice) => void, signal: AbortSignal): void {
  const listener = (message: unknown, sender: { id?: string }): undefined => {
    if (sender.id !== browser.runtime.id || typeof message !== 'object' || message === null) return;
    const notice = message as ContentNotice;
    if (notice.type === 'archive-changed' || notice.type === 'retire') onNotice(notice);
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener(
    'abort',
    () => {
      if (isConnected()) browser.runtime.onMessage.removeListener(listener);
    },
    { once: true },
  );
}
