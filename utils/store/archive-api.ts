import type { IndicatorKey } from '../ioc/indicator.ts';
import type { ArchivedNotification, IndicatorSummary } from '../ioc/notification.ts';
import type { KnownKeys } from '../match/known-keys.ts';
import type { SyncStore } from '../sync/ports.ts';

/** A place in the archive's date order: UTC seconds, then notification id. */
export interface ArchivePosition {
  readonly date: number;
  readonly id: string;
}

export interface ListQuery {
  /** A filter in the stream's own grammar (utils/ioc/filter.ts), local keys and free text included; empty: everything. */
  readonly filter: string;
  readonly order: 'date-' | 'date+';
  readonly limit: number;
  /** Continue after this row (exclusive). */
  readonly after?: ArchivePosition;
  readonly unreadOnly?: boolean;
}

export interface ListPage {
  readonly rows: readonly ArchivedNotification[];
  /** Pass as `after` to go on; absent at the end. */
  readonly next?: ArchivePosition;
}

/** Materialised: kept in the transaction that changes the rows, never by `count()`. */
export interface ArchiveCounters {
  readonly total: number;
  readonly hunting: number;
  readonly subscriptions: number;
  readonly unreadHunting: number;
  readonly unreadSubscriptions: number;
  /** Items of the stream that could not be understood, with the latest reasons (at most 20). */
  readonly rejected: number;
  readonly rejectedReasons: readonly string[];
  /** Changes with every change of what the archive holds or shows, whichever context made it. */
  readonly epoch: number;
}

/** What changed, told to every context that has the archive open; never what was in it. */
export interface ArchiveChange {
  /** Rows came or went, so that an indicator may be known now or no more. */
  readonly keys: boolean;
}

/**
 * The analyst's archive. One IndexedDB database each. Opened by extension contexts only, never by a content script.
 * Every write throws StoreFault (utils/sync/ports.ts) when the browser refuses it, and then changed nothing.
 */
export interface Archive extends SyncStore<unknown>, KnownKeys {
  listNotifications(query: ListQuery): Promise<ListPage>;
  readNotification(id: string): Promise<ArchivedNotification | undefined>;
  summarise(key: IndicatorKey): Promise<IndicatorSummary | undefined>;
  readCounters(): Promise<ArchiveCounters>;
  setRead(ids: readonly string[], read: boolean): Promise<void>;
  setPinned(ids: readonly string[], pinned: boolean): Promise<void>;
  /** Called after every change, in whichever context it was made. Returns the function that ends it. */
  onChange(listener: (change: ArchiveChange) => void): () => void;
  close(): void;
}
