/**
 * The desk's messages about the archive as a whole: reading, deletion, retention, import, wipe, which one is in use, sample
 * (the rest: desk-protocol.ts).
 */
import type { ArchivedNotification } from '../ioc/notification.ts';
import type { DeskStatus, Problem } from './desk-protocol.ts';
import type { WriteReply } from './detail-requests.ts';

/** `everywhere`: here and on VirusTotal. */
export type DeletionPlace = 'here' | 'everywhere';

/**
 * On the detail's "Delete". On VirusTotal first, one request each; a row stays here unless VirusTotal confirmed that it
 * is gone there, so that what is shown as deleted is deleted. Repeating is harmless.
 */
export interface DeleteNotifications {
  readonly type: 'delete-notifications';
  readonly ids: readonly string[];
  readonly where: DeletionPlace;
}
export interface DeleteNotificationsReply {
  /** The rows deleted here as they were: what the archive's `restoreNotifications` puts back. */
  readonly rows: readonly ArchivedNotification[];
  /** VirusTotal no longer had them. */
  readonly absent: readonly string[];
  /** The request went out and no answer came: gone on VirusTotal or not, nobody knows. Still here. */
  readonly unknown: readonly string[];
  /** Not deleted anywhere, because of `problem`. */
  readonly failed: readonly string[];
  /** Gone on VirusTotal and still here, because of `problem`. Absent: none. */
  readonly kept?: readonly string[];
  readonly problem?: Problem;
}

/** How many notifications a filter matches on VirusTotal: one request. */
export interface CountUpstream {
  readonly type: 'count-upstream';
  readonly filter: string;
}
export type CountUpstreamReply =
  /** `count` is absent when VirusTotal does not say. */
  { readonly ok: true; readonly count?: number } | { readonly ok: false; readonly problem: Problem };

/** What a change of very many rows that its last message had no time for is gone on with. */
export interface Unfinished {
  /** Rows that were changed so far. */
  readonly soFar?: number;
  /** The last of them. */
  readonly after?: RowPlace;
}
/** Where a row stands in the archive's order, newest first: what comes while a change goes on stands above. */
export interface RowPlace {
  /** UTC seconds. */
  readonly date: number;
  readonly id: string;
}

/**
 * On "Mark all read": also rows that no list has shown. `filter`: the search box's whole grammar. Not the desk's own
 * write: it takes many transactions, and a popup is closed before the last. The reply comes after that one.
 */
export interface MarkAllRead extends Unfinished {
  readonly type: 'mark-all-read';
  readonly filter: string;
}
/** With `soFar`, rows marked up to now, it is unfinished, for its time is up: ask again, for those behind `rest`. */
export type MarkAllReadReply =
  | WriteReply
  | { readonly ok: true; readonly soFar: number; readonly rest: RowPlace };

/**
 * On the confirmed deletion of all that `filter` matches. `here` takes the search box's whole grammar, `everywhere` the
 * stream's. VirusTotal deletes when it likes: `count-upstream` with the same filter tells how far it is.
 */
export interface DeleteMatching extends Unfinished {
  readonly type: 'delete-matching';
  readonly filter: string;
  readonly where: DeletionPlace;
}
export type DeleteMatchingReply =
  /** `rest`: its time is up. Ask again, for what is left here behind that row. */
  | { readonly outcome: 'deleted'; readonly deleted: number; readonly rest?: RowPlace }
  /** An empty filter would delete everything, and one that is not in the grammar nobody knows what. */
  | { readonly outcome: 'refused' }
  /** No answer came, or a deletion runs already (this one?): unknown. Nothing was deleted here. */
  | { readonly outcome: 'unknown'; readonly problem: Problem }
  /** VirusTotal deletes. Here not all of them could be, because of `problem`. */
  | { readonly outcome: 'upstream-only'; readonly problem: Problem }
  | { readonly outcome: 'failed'; readonly problem: Problem };

/** After the user chose another retention: what the background does daily, now. */
export interface MaintainNow {
  readonly type: 'maintain-now';
}
export type MaintainNowReply =
  | { readonly ok: true; readonly removed: number }
  | { readonly ok: false; readonly problem: Problem };

/** After the desk itself wrote rows (an import): a sleeping background has not heard of it. */
export interface ArchiveWritten {
  readonly type: 'archive-written';
}
export interface ArchiveWrittenReply {
  readonly done: true;
}

/**
 * On the confirmed "Wipe": deletes the archive with all that is in it, also one that is damaged, and makes an empty one.
 * `forgetKey`: the key and address go as well.
 */
export interface WipeArchive {
  readonly type: 'wipe-archive';
  readonly forgetKey: boolean;
}
export type WipeArchiveReply =
  | { readonly ok: true; readonly status: DeskStatus }
  | { readonly ok: false; readonly problem: Problem };

/**
 * On the confirmed "Use this archive": from now on the stream of the key in use is synced into it, which begins at once.
 * The one in use until then stays as it is.
 */
export interface UseArchive {
  readonly type: 'use-archive';
  readonly id: string;
}

/** On the confirmed "Delete the archive": one that is not in use, with all that is in it, also one that is damaged. */
export interface DeleteArchive {
  readonly type: 'delete-archive';
  readonly id: string;
}
export type ChooseArchiveReply =
  | { readonly outcome: 'done'; readonly status: DeskStatus }
  /** Nothing was done: another window was faster, or there is no key that could be synced into it. */
  | { readonly outcome: 'refused'; readonly why: 'unlisted' | 'in-use' | 'no-key' }
  | { readonly outcome: 'failed'; readonly problem: Problem };

/**
 * On "Try with a sample stream": fills an archive of its own with invented rows and opens the sample report. Only while
 * there is no key; with one, nothing happens.
 */
export interface StartSample {
  readonly type: 'start-sample';
}

/** On "Leave the sample": its archive is deleted. Saving a key does the same. */
export interface LeaveSample {
  readonly type: 'leave-sample';
}
export type SampleReply =
  | { readonly ok: true; readonly status: DeskStatus }
  | { readonly ok: false; readonly problem: Problem };

export type ArchiveRequest =
  | ArchiveWritten
  | CountUpstream
  | DeleteArchive
  | DeleteMatching
  | DeleteNotifications
  | LeaveSample
  | MaintainNow
  | MarkAllRead
  | StartSample
  | UseArchive
  | WipeArchive;

export interface ArchiveReplies {
  readonly 'archive-written': ArchiveWrittenReply;
  readonly 'count-upstream': CountUpstreamReply;
  readonly 'delete-archive': ChooseArchiveReply;
  readonly 'delete-matching': DeleteMatchingReply;
  readonly 'delete-notifications': DeleteNotificationsReply;
  readonly 'leave-sample': SampleReply;
  readonly 'maintain-now': MaintainNowReply;
  readonly 'mark-all-read': MarkAllReadReply;
  readonly 'start-sample': SampleReply;
  readonly 'use-archive': ChooseArchiveReply;
  readonly 'wipe-archive': WipeArchiveReply;
}
