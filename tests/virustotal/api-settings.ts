/** What can be changed while the stand-in runs. */
export interface ApiSettings {
  /** The one key that is right. */
  readonly key: string;
  /** The key is right but has no IoC Stream: every request is answered 403. */
  readonly forbidden: boolean;
  /** `limit` over 40: undocumented, so both. */
  readonly overLimit: 'clamp' | 'reject';
  /** Older cursors are refused with 400. Upstream's lifetime is unknown: never by default. */
  readonly cursorLifetimeMs: number;
  /** `meta.count` stands in every answer seen since 2025, but not in the document. */
  readonly metaCount: boolean;
  /** Whether the last full stream page still has a cursor, which then leads to an empty one. */
  readonly emptyLastPage: boolean;
  /** Rows older than this are gone. Upstream: 7 days. */
  readonly retentionMs: number;
  /** How long a DELETE by filter runs; until then its rows stay, and another one is refused with 429. */
  readonly deletionMs: number;
}

export const DEFAULT_SETTINGS: ApiSettings = {
  key: 'huntlight-test-key',
  forbidden: false,
  overLimit: 'clamp',
  cursorLifetimeMs: Number.POSITIVE_INFINITY,
  metaCount: true,
  emptyLastPage: false,
  retentionMs: Number.POSITIVE_INFINITY,
  deletionMs: 1000,
};
