import type { Notification } from '../ioc/notification.ts';
import type { Result } from '../lang/result.ts';

/** What one request of the stream asks for. */
export interface StreamRequest {
  /** A filter in the stream's own grammar (utils/ioc/filter.ts); empty: everything. */
  readonly filter: string;
  readonly order: 'date-' | 'date+';
  /** Rows per stream page, 1 to 40. */
  readonly limit: number;
  readonly cursor?: string;
  readonly descriptorsOnly: boolean;
}

/** A row that could not be understood: counted, shown, kept out. */
export interface RejectedItem {
  /** The `notification_id`, where one could be read. */
  readonly id?: string;
  /** In words, for the user; never the item itself. */
  readonly reason: string;
}

/** One validated answer of the stream. */
export interface StreamPage {
  readonly notifications: readonly Notification[];
  readonly rejected: readonly RejectedItem[];
  /** Where the next stream page continues; absent on the last. */
  readonly cursor?: string;
  /** More follows, but where cannot be read: the walk begins again below the last row. Never beside a cursor. */
  readonly isCut?: true;
  /** `meta.count`: an estimate of all rows that the filter matches. */
  readonly count?: number;
  /** The server's own clock when it answered (HTTP `Date`), ms since the epoch; the browser's can be wrong. */
  readonly servedAt?: number;
}

/** Nothing that the request asks for follows. */
export const isLastPage = ({ cursor, isCut }: Pick<StreamPage, 'cursor' | 'isCut'>): boolean =>
  cursor === undefined && isCut === undefined;

/** Everything that can be expected to go wrong upstream. Every screen handles all of them. */
export type StreamError =
  | { readonly code: 'unauthorised'; readonly message: string }
  | { readonly code: 'forbidden'; readonly message: string }
  | { readonly code: 'quota'; readonly message: string; readonly retryAfterMs?: number }
  | { readonly code: 'bad-request'; readonly message: string }
  | { readonly code: 'not-found'; readonly message: string }
  | { readonly code: 'busy'; readonly message: string; readonly retryAfterMs?: number }
  | {
      readonly code: 'server';
      readonly status: number;
      readonly message: string;
      readonly retryAfterMs?: number;
    }
  | { readonly code: 'offline'; readonly message: string }
  /** The user does not let the browser ask this server: nothing was sent. */
  | { readonly code: 'no-access'; readonly message: string }
  | { readonly code: 'timeout'; readonly message: string }
  | { readonly code: 'not-virustotal'; readonly message: string };

export type StreamErrorCode = StreamError['code'];

/** Where stream pages come from: VirusTotal over HTTP. An archive file is no stream (decision 7). */
export interface StreamSource {
  readStreamPage(request: StreamRequest): Promise<Result<StreamPage, StreamError>>;
}

/** Why a store could not keep something; each has its words for the user. */
export type StoreFaultCode = 'disk-full' | 'closed' | 'failed';

/**
 * Thrown by every write of a store that expectedly could not be done: the disk or the quota is full, the database was
 * closed under us, the browser could not read or write. Nothing of that write was kept and nothing stored before was lost.
 */
export class StoreFault extends Error {
  readonly code: StoreFaultCode;

  constructor(code: StoreFaultCode, cause: unknown) {
    super(`archive: ${code}`, { cause });
    this.name = 'StoreFault';
    this.code = code;
  }
}

/**
 * Where rows and progress are kept. `State` is the engine's own progress record: the store keeps it as it is
 * (structured clone) and never looks inside.
 */
export interface SyncStore<State> {
  readSyncState(id: string): Promise<State | undefined>;
  /**
   * Rows, counters, index keys and progress in ONE transaction: all of it is there afterwards, or none.
   * @throws StoreFault
   */
  commitStreamPage(commit: StreamPageCommit<State>): Promise<CommitReport>;
}

export interface StreamPageCommit<State> {
  readonly stateId: string;
  readonly state: State;
  readonly notifications: readonly Notification[];
  /** Ids of those that come as read, if they are new: what the user muted waits for nobody. Absent: none. */
  readonly read?: ReadonlySet<string>;
  readonly rejected: readonly RejectedItem[];
  /** The first walk brought them: new to the archive, and news to nobody. */
  readonly isBacklog?: true;
  /** ms since the epoch. */
  readonly at: number;
  /** The server's own clock, where this brings something that it served: what tells what upstream has forgotten. */
  readonly servedAt?: number;
}

export interface CommitReport {
  /** Rows that were not in the archive before. */
  readonly added: readonly Notification[];
  /** Rows already there (kept as they were, apart from fresher entity facts). */
  readonly known: number;
  /** Rows kept out by a tombstone. */
  readonly refused: number;
}
