import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { IndicatorKey } from '../ioc/indicator.ts';
import type { ArchivedNotification, EntityType, NotificationSource } from '../ioc/notification.ts';
import type { SegmentRecord } from '../match/segment.ts';
import type { SieveRecord } from '../match/sieve.ts';
import type { Note } from './archive-api.ts';

/**
 * The archive's database. SOURCE stores (`notifications`, `notes`, `tombstones`, `states`, `rejects`) are migrated with care;
 * DERIVED ones (`causes`, `days`, `totals`, `segments`, `sieves`, `columns`) can be made again from the rows at any time
 * (repair.ts), and exist because counting, listing distinct values or searching through IndexedDB takes minutes at a million rows.
 */
export interface ArchiveSchema extends DBSchema {
  notifications: {
    key: string;
    value: StoredNotification;
    indexes: {
      byDate: [number, string];
      byOrigin: [string, number, string];
      byCause: [number, number, string];
      byUnread: [string, number, string];
      byPinned: [number, number, string];
      byKey: [string, number, string];
      byUnreadKey: string;
      byHost: [string, number, string];
    };
  };
  notes: { key: string; value: Note };
  tombstones: { key: string; value: Tombstone; indexes: { byDate: number } };
  states: { key: string; value: StoredState };
  rejects: { key: string; value: StoredReject };
  causes: { key: number; value: StoredCause; indexes: { byIdentity: string } };
  days: { key: number; value: StoredDay };
  totals: { key: string; value: Totals };
  /** Fingerprints of the keys of all rows (utils/match/key-index.ts). */
  segments: { key: SegmentKey; value: SegmentRecord };
  /** One that stands for the large segments (stored-sieve.ts). */
  sieves: { key: string; value: SieveRecord };
  /** What free text is looked for in (text-column.ts). */
  columns: { key: SegmentKey; value: ColumnRecord };
}

/** Level and number (levels.ts). */
export type SegmentKey = [number, number];

export type ArchiveStoreName = StoreNames<ArchiveSchema>;
export type ArchiveDatabase = IDBPDatabase<ArchiveSchema>;
export type WriteTransaction = IDBPTransaction<ArchiveSchema, ArchiveStoreName[], 'readwrite'>;
export type ReadTransaction = IDBPTransaction<ArchiveSchema, ArchiveStoreName[], 'readonly'>;

/** Every store of the current version with its indexes: a database laid out otherwise is damaged. */
export const ARCHIVE_LAYOUT: { readonly [Name in ArchiveStoreName]: readonly string[] } = {
  notifications: ['byDate', 'byOrigin', 'byCause', 'byUnread', 'byPinned', 'byKey', 'byUnreadKey', 'byHost'],
  notes: [],
  tombstones: ['byDate'],
  states: [],
  rejects: [],
  causes: ['byIdentity'],
  days: [],
  totals: [],
  segments: [],
  sieves: [],
  columns: [],
};

export const ARCHIVE_STORES = Object.keys(ARCHIVE_LAYOUT) as ArchiveStoreName[];

/**
 * A row: the notification whole, so that the archive explains itself without any other store, plus what the indexes
 * are made of. Absent fields keep a row out of an index, so that the indexes of rare things stay small.
 */
export interface StoredNotification extends Omit<ArchivedNotification, 'keys' | 'read' | 'pinned'> {
  /** Number of its cause: where it came from, shared with many rows. */
  cause: number;
  /** Its keys, each with date and id, so that an index range lists one indicator's notifications by date. */
  keyPlaces: [IndicatorKey, number, string][];
  /** Keys of the hosts of its URLs, which "the host of a stored URL" is answered from. */
  hostPlaces?: [IndicatorKey, number, string][];
  /** The origin, while unread. */
  unread?: string;
  /** The keys, while an unread hunting match. */
  unreadKeys?: IndicatorKey[];
  pinned?: 1;
}

/**
 * What many rows have in common: all that the stream's filter grammar can ask for, but entity and date. A few hundred
 * causes stand for a million rows; filters, free text, completion and facets are answered on causes first.
 */
export interface Cause {
  readonly origin: string;
  readonly entityType: EntityType;
  readonly sources: readonly NotificationSource[];
  readonly ruleName?: string;
  readonly ruleTags: readonly string[];
  /** Without the entity's own hashes, which the stream sometimes adds and no two entities share. */
  readonly tags: readonly string[];
}

export interface StoredCause extends Cause {
  /** Its number, never used again for another. */
  n: number;
  /** Equal texts are the same cause (causes.ts). */
  identity: string;
  total: number;
  unread: number;
}

/** How many rows each cause raised on one day. */
export interface StoredDay {
  /** Days since the epoch, UTC. */
  day: number;
  /** Cause number to rows. */
  causes: Map<number, number>;
  /** The unread ones of these. Absent where an earlier version counted: made up for at the daily tidying. */
  unread?: Map<number, number>;
}

/** The one record of `totals`. */
export interface Totals {
  id: typeof TOTALS_ID;
  /** Origin to rows and unread rows. */
  origins: Map<string, { total: number; unread: number }>;
  /** Items of the stream that were kept out because they could not be understood. */
  rejected: number;
  rejectedReasons: string[];
  tombstones: number;
  /** Rows known by `url_id` only: while there are any, URLs are looked up by their SHA-256 as well. */
  urlIdOnly: number;
  /** Entries of the segments and columns for rows that are gone or were written again. */
  stale: number;
  nextCause: number;
  nextSegment: number;
  /** While a rebuild is under way: records of lower numbers are the ones it replaces, and become part of no other. */
  rebuiltFrom?: number;
  /** How far that rebuild is. Of another `from`, or absent: an earlier version began it, and it is to begin anew. */
  rebuilt?: RebuildProgress;
  /** Changes with every change of what the archive holds or shows. */
  epoch: number;
}

export interface RebuildProgress {
  /** The rebuild's `rebuiltFrom`. */
  readonly from: number;
  /** How many entries there were in the columns that it replaces. */
  readonly replaced: number;
  /** The last row whose entries are made again, in the order of ids. Absent: none is. */
  readonly after?: string;
}

export const TOTALS_ID = 'totals';

/** A row that was deleted here while VirusTotal may still send it: no walk brings it back. */
export interface Tombstone {
  id: string;
  /** The notification's own date, UTC seconds: upstream forgets it some days later. */
  date: number;
}

/** An item of the stream that could not be understood: each poll meets it again, and it counts once. */
export interface StoredReject {
  id: string;
  reason: string;
  /** When it was first met, ms since the epoch. */
  at: number;
}

/** The sync engine's own record, kept as it is. */
export interface StoredState {
  id: string;
  state: unknown;
}

/** Rows side by side, in no order: the parts of them that no cause has, to be searched in memory. */
export interface ColumnRecord {
  /** Of what is in it and how: a record of another version is made again from the rows. */
  version: number;
  /** UTC seconds. */
  dates: Float64Array<ArrayBuffer>;
  causes: Uint32Array<ArrayBuffer>;
  /** All ids behind one another; row i's ends at `idEnds[i]`. */
  ids: string;
  idEnds: Uint32Array<ArrayBuffer>;
  /** All texts behind one another, in lower case; row i's ends at `textEnds[i]`. */
  text: string;
  textEnds: Uint32Array<ArrayBuffer>;
}
