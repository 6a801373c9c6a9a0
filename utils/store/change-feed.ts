import type { ArchiveChange } from './archive-api.ts';

/** Carries changes between contexts of the extension; `BroadcastChannel` fits (its own sender is not told). */
export interface ChangeChannel {
  postMessage(change: ArchiveChange): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

export interface ChangeFeed {
  /** Tells the listeners here and, through the channel, those elsewhere. */
  announce(change: ArchiveChange): void;
  /** Returns the function that ends it. */
  subscribe(listener: (change: ArchiveChange) => void): () => void;
  close(): void;
}

export function createChangeFeed(channel?: ChangeChannel): ChangeFeed {
  const listeners = new Set<(change: ArchiveChange) => void>();
  const tell = (change: ArchiveChange) => {
    for (const listener of listeners) listener(change);
  };
  channel?.addEventListener('message', ({ data }) => {
    if (isArchiveChange(data)) tell(data);
  });
  let isClosed = false;
  return {
    announce(change) {
      // A write may end after its archive was closed.
      if (isClosed) return;
      tell(change);
      channel?.postMessage(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      isClosed = true;
      listeners.clear();
      channel?.close();
    },
  };
}

function isArchiveChange(data: unknown): data is ArchiveChange {
  return typeof data === 'object' && data !== null && 'keys' in data && typeof data.keys === 'boolean';
}
