import type { IndicatorKey } from '../ioc/indicator.ts';
import type { ArchivedNotification, IndicatorSummary, Notification } from '../ioc/notification.ts';
import type { KnownKeys } from '../match/known-keys.ts';
import type { SyncStore } from '../sync/ports.ts';
import type { DayCount, Facets } from './facets.ts';
import type { Retention } from './maintain.ts';
import type { OnBatch } from './matching.ts';
import type { Outline, OutlineOptions } from './outline.ts';

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
  readonly pinnedOnly?: boolean;
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
  /** Distinct items of the stream that could not be understood, with the latest reasons (at most 20). */
  readonly rejected: number;
  readonly rejectedReasons: readonly string[];
  /** Changes with every change of what the archive holds or shows, whichever context made it. */
  readonly epoch: number;
}

/** What a list says of one indicator. */
export interface Sighting {
  readonly notifications: number;
  /** Of those, unread hunting matches. */
  readonly unread: number;
  /** Rule or source of the newest, and its date, UTC seconds. */
  readonly label?: string;
  readonly lastDate: number;
}

/** What the analyst wrote about one indicator. */
export interface Note {
  readonly key: IndicatorKey;
  readonly text: string;
  readonly labels: readonly string[];
  /** ms since the epoch. */
  readonly updatedAt: number;
}

/** What a note says, without where and when. */
export type NoteWords = Pick<Note, 'text' | 'labels'>;

/** What an archive file brought. */
export interface ImportReport {
  readonly added: number;
  /** Rows that were here already. */
  readonly known: number;
  readonly notes: number;
  /** Lines that could not be understood, and why the first twenty could not. */
  readonly skipped: number;
  readonly reasons: readonly string[];
}

/** Bytes of the archive's parts, none of them as the browser stores it (measure-sizes.ts). */
export interface ArchiveSizes {
  readonly rows: number;
  /** The rows' size is an estimate from some of them. */
  readonly isSampled: boolean;
  /** By which pages are matched. */
  readonly index: number;
  /** By which free text is searched. */
  readonly texts: number;
  readonly notes: number;
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
  /** In the order of `ids`; `undefined` for those that are gone. */
  readNotifications(ids: readonly string[]): Promise<readonly (ArchivedNotification | undefined)[]>;
  summarise(key: IndicatorKey): Promise<IndicatorSummary | undefined>;
  /** Indicators that the archive does not hold are left out. */
  readSightings(keys: readonly IndicatorKey[]): Promise<ReadonlyMap<IndicatorKey, Sighting>>;
  readCounters(): Promise<ArchiveCounters>;
  /** Reads index and texts once: seconds at a million rows. */
  measureSizes(): Promise<ArchiveSizes>;
  /** Exact, and as slow as there are rows to walk; `readFacets` counts without reading them. */
  countMatching(query: Pick<ListQuery, 'filter' | 'unreadOnly'>): Promise<number>;
  /** What the rows of a filter have in common, with counts; terms for date, entity and free text are not regarded. */
  readFacets(filter: string): Promise<Facets>;
  /** All that a list of a filter's rows needs to know before it reads one (outline.ts). */
  readOutline(filter: string, options?: OutlineOptions): Promise<Outline>;
  /** Rows per day, for days since the epoch (UTC) from the first to the second, inclusive. */
  readDays(filter: string, days: readonly [number, number]): Promise<readonly DayCount[]>;
  setRead(ids: readonly string[], read: boolean): Promise<void>;
  /** Returns how many rows were unread. */
  markAllRead(filter: string, onBatch?: OnBatch, after?: ArchivePosition): Promise<number>;
  setPinned(ids: readonly string[], pinned: boolean): Promise<void>;
  /** Keeps what VirusTotal said when asked for this one. `at`: ms since the epoch. False: no such row here. */
  recordUpstream(id: string, answer: Notification | 'gone', at: number): Promise<boolean>;
  readNotes(keys: readonly IndicatorKey[]): Promise<ReadonlyMap<IndicatorKey, Note>>;
  /**
   * A note without text and labels is deleted. Given `was`, what the writer had read, another note that is there by now is
   * left and returned.
   */
  writeNote(note: Note, was?: NoteWords): Promise<NoteWords | undefined>;
  /** Deletes here only, with tombstones, and returns the rows as they were. `at`: ms since the epoch. */
  deleteNotifications(ids: readonly string[], at: number): Promise<readonly ArchivedNotification[]>;
  /** Deletes all that a filter matches, here only; the empty filter is refused (a bug). Returns how many. */
  deleteMatching(filter: string, at: number, onBatch?: OnBatch, after?: ArchivePosition): Promise<number>;
  /** Undoes a deletion. */
  restoreNotifications(rows: readonly ArchivedNotification[]): Promise<void>;
  /** Retention, old tombstones, tidy indexes: once a day is plenty. Returns how many rows retention removed. */
  maintain(retention: Retention, at: number): Promise<number>;
  /** Makes counters and indexes again from the rows: what a user does who mistrusts a number. */
  repair(): Promise<void>;
  /** The whole archive as JSON Lines, each with its line end; never key or address. `at`: ms since the epoch. */
  exportLines(at: number): AsyncIterable<string>;
  /** Adds the lines of such a file, which may be cut anywhere but within a line. */
  importLines(lines: AsyncIterable<string>): Promise<ImportReport>;
  /** Called after every change, in whichever context it was made. Returns the function that ends it. */
  onChange(listener: (change: ArchiveChange) => void): () => void;
  close(): void;
}
