/** What the state of sync is made of (desk-protocol.ts, `SyncStatus`). */

/** A span of time not yet fetched, UTC seconds, both ends inclusive. */
export interface Gap {
  /** Absent: as far back as VirusTotal remembers. */
  readonly from?: number;
  readonly to: number;
}

/** A span whose notifications may be missing for good, UTC seconds, both ends inclusive (utils/sync/state.ts). */
export interface Loss {
  readonly from: number;
  readonly to: number;
  readonly cause: 'expired' | 'unreadable' | 'other-key';
  /** When it was found, ms since the epoch. */
  readonly recordedAt: number;
  /** The stream's filter then, where another one is set now; empty: none was. */
  readonly filter?: string;
}

/** API requests, whatever they were for, in the minute and the UTC day of now, beside what the user allows the sync. */
export interface Spent {
  readonly minute: number;
  readonly perMinute: number;
  readonly today: number;
  readonly perDay: number;
}
