import { browser } from 'wxt/browser';
import type { Result } from '../../utils/lang/result.ts';
import {
  DESK_CHANNEL,
  type DeskNotice,
  type DeskReply,
  type DeskRequest,
  type DeskStatus,
} from '../../utils/messaging/desk-protocol.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { createArchiveAccess, type OpenedArchive } from '../background/archive-access.ts';
import { type ListedArchive, readArchiveList } from '../background/archive-list.ts';

/** All that popup and options need from outside, so that they run against invented data in tests. */
export interface Desk {
  /** The archive of the current account, read directly: lists do not wait for the background to wake. */
  openArchive(): Promise<Result<OpenedArchive, ArchiveProblem>>;
  /** After the account changed: the next `openArchive` looks again. */
  forgetArchive(): void;
  /** Every archive of this browser, in use or not; the invented sample is none. */
  listArchives(): Promise<Result<readonly ListedArchive[], ArchiveProblem>>;
  /** Rejects when the background gives no answer: a bug, or it was replaced by an update just now. */
  send<R extends DeskRequest>(request: R): Promise<DeskReply<R>>;
  /** The same where nothing waits for the answer; that there was none is told as status. `onEnd`: in either case. */
  tell<R extends DeskRequest>(request: R, onReply?: (reply: DeskReply<R>) => void, onEnd?: () => void): void;
  /** These call back after changes, from whichever context, and return the way to stop. */
  onArchiveChange(listener: () => void): () => void;
  /** The connection was closed under us, or the background speaks of changes: what did not open may open now. */
  onReopen(listener: () => void): () => void;
  onStatus(listener: (status: DeskStatus | 'silent') => void): () => void;
  /** Calls back when a tab's page holds other candidates, and returns the way to stop. */
  onPageChange(listener: (tabId: number) => void): () => void;
  /** Calls back while the background changes many rows, with how many so far, and returns the way to stop. */
  onProgress(listener: (changed: number) => void): () => void;
}

export function createDesk(): Desk {
  const listeners = new Set<() => void>();
  const statusListeners = new Set<(status: DeskStatus | 'silent') => void>();
  const pageListeners = new Set<(tabId: number) => void>();
  const progressListeners = new Set<(changed: number) => void>();
  const reopenListeners = new Set<() => void>();
  const reopen = () => {
    for (const listener of reopenListeners) listener();
  };
  const access = createArchiveAccess(() => {
    for (const listener of listeners) listener();
  }, reopen);
  new BroadcastChannel(DESK_CHANNEL).onmessage = ({ data }: MessageEvent<DeskNotice>) => {
    if (data.type === 'status-changed') for (const listener of statusListeners) listener(data.status);
    if (data.type === 'page-changed') for (const listener of pageListeners) listener(data.tabId);
    if (data.type === 'progress') for (const listener of progressListeners) listener(data.changed);
    if (data.type === 'archive-changed') reopen();
  };

  async function send<R extends DeskRequest>(request: R): Promise<DeskReply<R>> {
    const reply: unknown = await browser.runtime.sendMessage(request);
    if (reply === undefined) throw new Error(`no answer to ${request.type}`);
    return reply as DeskReply<R>;
  }

  return {
    openArchive: access.open,
    forgetArchive: access.forget,
    listArchives: readArchiveList,
    send,
    tell(request, onReply, onEnd) {
      send(request)
        .then(onReply, (error: unknown) => {
          console.error('Huntlight:', error);
          for (const listener of statusListeners) listener('silent');
        })
        .finally(onEnd);
    },
    onArchiveChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onReopen(listener) {
      reopenListeners.add(listener);
      return () => reopenListeners.delete(listener);
    },
    onStatus(listener) {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    onPageChange(listener) {
      pageListeners.add(listener);
      return () => pageListeners.delete(listener);
    },
    onProgress(listener) {
      progressListeners.add(listener);
      return () => progressListeners.delete(listener);
    },
  };
}
