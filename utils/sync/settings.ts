/** What the user decides about syncing, as the engine reads it before each step. */
export interface SyncSettings {
  /**
   * Whose stream it is: names the progress record. A renewed key of the same user keeps it; another user's key, like
   * another API address, has its own.
   */
  readonly account: string;
  /** Changes whenever the key is saved; never the key itself. A stopped sync resumes when it does. */
  readonly keyVersion: string;
  /** What to sync, in the stream's grammar; empty: everything. */
  readonly filter: string;
  readonly intervalMs: number;
  /** The request budget; at least 1 each. */
  readonly perMinute: number;
  readonly perDay: number;
  /** Rows per stream page, 1 to 40. */
  readonly limit: number;
  readonly descriptorsOnly: boolean;
  readonly paused: boolean;
  /** The browser lets us ask the account's server. The user can withhold that, and take it back at any time. */
  readonly hasAccess: boolean;
}
