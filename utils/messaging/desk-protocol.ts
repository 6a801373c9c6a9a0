/**
 * Every message between the desk (popup, options, side panel: extension pages) and the background, with its moment, its
 * reply and its failures. Lists and counters are not here: the desk reads the archive itself. What writes, asks
 * VirusTotal or looks at a tab goes through the background, so that one place keeps badge, index and archive in step.
 *
 * Refuse a sender that is no extension page (desk-sender.ts) and a message of another shape (desk-shape.ts).
 */
import type { IndicatorKey, IndicatorKind } from '../ioc/indicator.ts';
import type { ArchiveReplies, ArchiveRequest } from './archive-requests.ts';
import type { DetailReplies, DetailRequest, WriteReply } from './detail-requests.ts';
import type { LookUp, LookUpReply } from './look-up-request.ts';
import type { ShowMatch, ShowMatchReply, ShowRest } from './page-requests.ts';
import type { MatchPlace, MatchState } from './protocol.ts';
import type { ReadSite, SetSiteMode, SiteReport } from './site-requests.ts';
import type { Gap, Loss, Spent } from './sync-facts.ts';

/** BroadcastChannel of the extension's own origin: pages and content scripts cannot hear it. Carries `DeskNotice`. */
export const DESK_CHANNEL = 'huntlight';

/**
 * Everything expected that can stand between the user and a complete archive: the codes of sync's StreamError, and
 * `archive-` before those of its StoreFault and of an archive that does not open (utils/store/archive-problem.ts).
 */
export type ProblemCode =
  | 'unauthorised'
  | 'forbidden'
  | 'quota'
  | 'bad-request'
  | 'not-found'
  | 'busy'
  | 'server'
  | 'offline'
  | 'no-access'
  | 'timeout'
  | 'not-virustotal'
  | 'archive-disk-full'
  | 'archive-closed'
  | 'archive-failed'
  | 'archive-newer'
  | 'archive-damaged'
  | 'archive-missing'
  | 'archive-unavailable';

export interface Problem {
  readonly code: ProblemCode;
  /** What the server or the browser said: untrusted text, shown as detail only. Never holds the key. */
  readonly message: string;
}

export interface SyncStatus {
  /**
   * `off`: no key; `idle`: the last walk is complete; `waiting`: for `nextAt`, because of `problem` or `hold`;
   * `stopped`: until the user mends `problem`; `paused`: by the user.
   */
  readonly phase: 'off' | 'idle' | 'running' | 'waiting' | 'paused' | 'stopped';
  /** When the newest of the stream was last seen, ms since the epoch. Absent: never. */
  readonly lastSyncAt?: number;
  /** When nothing was left to fetch, likewise: until the end of the first sync there is no such time. */
  readonly lastCompleteAt?: number;
  /** When the next walk starts by itself, ms since the epoch. */
  readonly nextAt?: number;
  /** The latest failure, until a walk succeeds. `at`: ms since the epoch. */
  readonly problem?: Problem & { readonly at: number };
  /**
   * Why nothing is asked for although nothing failed: the user's own budget; `long-quota` stands beside a quota problem
   * that has lasted for an hour, so that it is a daily or monthly one; `no-way-on`: VirusTotal answers, and no answer tells
   * how the list goes on.
   */
  readonly hold?: 'budget-minute' | 'budget-day' | 'long-quota' | 'no-way-on';
  /** Newest first. */
  readonly gaps: readonly Gap[];
  /** Not fetched under a filter that was set before, and not to be while another is; newest first. Absent: none is known. */
  readonly left?: readonly (Gap & { readonly filter: string })[];
  /** Newest first. Absent: none is known. */
  readonly losses?: readonly Loss[];
  /** The record of gaps and losses was damaged and begun anew then, ms since the epoch: what it held is forgotten. */
  readonly replacedAt?: number;
  /** The walk under way: rows so far, VirusTotal's estimate of all of them, and at the pace so far the time left. */
  readonly walk?: { readonly rows: number; readonly expected?: number; readonly timeLeftMs?: number };
  /** Absent while `off`. */
  readonly spent?: Spent;
  /** API requests left of today's budget, where one is set. */
  readonly requestsLeft?: number;
}

/** Why the archive's daily upkeep (retention, tidy indexes) failed. `at`: ms since the epoch. */
export type Upkeep = Problem & { readonly at: number };

/** All that the desk cannot read from the archive itself. */
export interface DeskStatus {
  /** Absent: no key yet (first run). `keyEnding`: the last four characters, to tell keys apart. */
  readonly account?: { readonly apiAddress: string; readonly keyEnding: string };
  /** Name of the IndexedDB database to open. */
  readonly archive: string;
  /** The archive in use is the invented sample. Never beside an account. */
  readonly sample?: true;
  /** False: the user withheld or revoked access to web pages, so that nothing can be matched there. */
  readonly hostAccess: boolean;
  readonly sync: SyncStatus;
  /** The last upkeep of the archive failed; absent when it did not. */
  readonly upkeep?: Upkeep;
}

/** At opening, and after a notice without status. Never fails. */
export interface ReadStatus {
  readonly type: 'read-status';
}

/**
 * On Save. Checks address and key with one request, then stores both and starts a sync. Host permission for the address
 * has been asked for already (that needs the user's gesture). Nothing is stored unless the reply is `saved`.
 */
export interface SaveAccount {
  readonly type: 'save-account';
  /** Absent: keep the stored key; allowed only while the address stays the same. */
  readonly apiKey?: string;
  /** As typed; the background normalises it. */
  readonly apiAddress: string;
  /** The user's answer to `ask-archive`. */
  readonly archive?: 'same' | 'new';
}
export type SaveAccountReply =
  | { readonly outcome: 'saved'; readonly status: DeskStatus }
  /** Another key, and the archive is not empty: asked before a request is spent. `rows`: notifications it holds. */
  | { readonly outcome: 'ask-archive'; readonly rows: number }
  | { readonly outcome: 'bad-address'; readonly reason: AddressFault }
  | { readonly outcome: 'key-needed' }
  | { readonly outcome: 'no-access' }
  | { readonly outcome: 'failed'; readonly problem: Problem };

/** Why a text is no API address (utils/vt/api-address.ts). */
export type AddressFault = 'not-an-address' | 'not-https' | 'too-much';

/** On "Sync now": wakes the engine even while it waits. The reply does not wait for the walk: progress is noticed. */
export interface SyncNow {
  readonly type: 'sync-now';
}

/** When rows were shown. The reply comes after the commit. Ids that are gone are passed over. */
export interface MarkRead {
  readonly type: 'mark-read';
  readonly ids: readonly string[];
  readonly read: boolean;
}
/** When "On this page" is shown: matches of all frames of a tab. */
export interface ReadPageReport {
  readonly type: 'read-page-report';
  readonly tabId: number;
}
export type PageReport =
  | {
      readonly available: true;
      /** The matches, in document order of their first occurrence: what the badge counts. */
      readonly items: readonly PageItem[];
      /** Everything else on the page that is an indicator in earnest (utils/match/listing.ts): not in the archive. */
      readonly unseen: readonly Pick<PageItem, 'key' | 'kind' | 'value'>[];
      /** Distinct candidates looked at, matched or not, look-alikes included. */
      readonly looked: number;
      /** What was not looked at or cannot be drawn, as FrameReport counts it, summed over frames. */
      readonly coverage: readonly { readonly what: string; readonly count: number }[];
      /** Absent where the page has no site of its own, so that nothing can be allowed for it. */
      readonly scrolling?: { readonly host: string; readonly allowed: boolean };
    }
  | { readonly available: false; readonly reason: PageReportFault };

/**
 * `protected`: the browser lets no extension in (its own pages, stores); `no-access`: host access withheld;
 * `site-off`: switched off here; `not-ready`: no frame has answered yet (loading, or opened before the install).
 */
export type PageReportFault = 'protected' | 'no-access' | 'site-off' | 'not-ready';

export interface PageItem {
  readonly key: IndicatorKey;
  readonly kind: IndicatorKind;
  /** Canonical value. */
  readonly value: string;
  readonly state: Exclude<MatchState, 'none'>;
  /** The indicator of the archive that it meets, and how, where that is another key: of `related`, or a URL's id. */
  readonly relation?: { readonly how: string; readonly key: IndicatorKey };
  /** Notifications for it (with `relation`: for the other one), and how many of them are unread hunting matches. */
  readonly notifications: number;
  readonly unread: number;
  /** Where it stands on the page now. `framed`: in a frame of the page. Absent: not known. */
  readonly place?: MatchPlace | 'framed';
  /** Rule or source of the newest notification, and its date, UTC seconds. */
  readonly label?: string;
  readonly lastDate?: number;
}

export type DeskRequest =
  | ReadStatus
  | SaveAccount
  | SyncNow
  | MarkRead
  | ReadPageReport
  | ShowMatch
  | ShowRest
  | LookUp
  | ReadSite
  | SetSiteMode
  | ArchiveRequest
  | DetailRequest;

interface Replies extends ArchiveReplies, DetailReplies {
  readonly 'read-status': DeskStatus;
  readonly 'save-account': SaveAccountReply;
  readonly 'sync-now': SyncStatus;
  readonly 'mark-read': WriteReply;
  readonly 'read-page-report': PageReport;
  readonly 'show-match': ShowMatchReply;
  readonly 'show-rest': { readonly done: true };
  readonly 'look-up': LookUpReply;
  readonly 'read-site': SiteReport;
  readonly 'set-site-mode': SiteReport;
}

/** What the background answers to a request of type `R`. */
export type DeskReply<R extends DeskRequest> = Replies[R['type']];

/** Background -> every open desk. `archive-changed`: rows were added, marked or removed: read again what you show. */
export type DeskNotice =
  | { readonly type: 'archive-changed' }
  /** A tab's page holds other candidates now: its report may say more. */
  | { readonly type: 'page-changed'; readonly tabId: number }
  /** Rows that what is under way (all marked as read, all of a filter deleted) has changed so far. */
  | { readonly type: 'progress'; readonly changed: number }
  | { readonly type: 'status-changed'; readonly status: DeskStatus };
