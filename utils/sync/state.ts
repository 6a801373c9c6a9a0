import * as v from 'valibot';

/**
 * The engine's progress record, kept by the store in the transaction that keeps the rows it speaks of. All dates of
 * rows are UTC seconds as VirusTotal counts them; every `...At` is ms since the epoch.
 */

/** VirusTotal deletes notifications after 7 days (documentation, "IoC Stream"). */
export const RETENTION_S = 7 * 86_400;

/** Rows can arrive late with older dates: every poll re-reads this much. */
export const OVERLAP_S = 15 * 60;

const RequestSchema = v.object({
  filter: v.string(),
  order: v.picklist(['date-', 'date+']),
  limit: v.number(),
  cursor: v.exactOptional(v.string()),
  descriptorsOnly: v.boolean(),
});

const ExpectationSchema = v.object({
  /** Rows that were at the top, and the date of the newest. */
  ids: v.array(v.string()),
  date: v.number(),
});

const TROUBLE_CODES = [
  'unauthorised',
  'forbidden',
  'quota',
  'bad-request',
  'not-found',
  'busy',
  'server',
  'offline',
  'no-access',
  'timeout',
  'not-virustotal',
  'disk-full',
  'closed',
  'failed',
] as const;

/** A span of time not yet fetched, walked from its newest end. */
const GapSchema = v.object({
  /** Oldest second to fetch; absent: as far back as VirusTotal remembers. */
  from: v.exactOptional(v.number()),
  /** Newest second not wholly fetched: the gap's edge. Absent until the first stream page: up to now. */
  to: v.exactOptional(v.number()),
  /** What vanishes below the edge from this second on is a loss; older rows were seen before, or never promised. */
  lossFrom: v.exactOptional(v.number()),
  /** The request that goes on below the edge. Its cursor is good for exactly this filter, order and limit. */
  next: v.exactOptional(RequestSchema),
  /** The last row of the last stream page: a walk that ends on it again goes round in circles. */
  lastId: v.exactOptional(v.string()),
  /** How often the walk came to nothing at this edge. */
  attempts: v.number(),
  /** Errors in a row that its cursor met, or without one its edge, of those that these may be the cause of. */
  errors: v.exactOptional(v.number()),
  /** Of the first walk, which brings what was there before anybody looked. */
  isFirst: v.exactOptional(v.literal(true)),
  /** Not to be walked before. */
  restUntil: v.exactOptional(v.number()),
  /** What the walk came to before the rest: an error, or an answer whose way on leads nowhere. */
  restsFor: v.exactOptional(v.picklist([...TROUBLE_CODES, 'no-way-on'])),
  /** The first walk with another key: what it meets if the stream is still the same user's. */
  expects: v.exactOptional(ExpectationSchema),
  rows: v.number(),
  /** `meta.count` of its first stream page. */
  count: v.exactOptional(v.number()),
  /** Mean time from stream page to stream page, budget and all, and when the last one came. */
  paceMs: v.exactOptional(v.number()),
  pageAt: v.exactOptional(v.number()),
});

/** A span whose rows may be missing for good; both ends inclusive. */
const LossSchema = v.object({
  from: v.number(),
  to: v.number(),
  /**
   * `expired`: VirusTotal had deleted them before they could be fetched. `unreadable`: more rows in one second than a
   * stream page holds, and VirusTotal refused to go on inside it. `other-key`: the key of another user took the place of
   * the one it could have been fetched with.
   */
  cause: v.picklist(['expired', 'unreadable', 'other-key']),
  recordedAt: v.number(),
});

/** The top of the stream, as the last poll saw it. */
const TopSchema = v.object({
  /** Rows of the first stream page: unchanged means that nothing is new. */
  ids: v.array(v.string()),
  /** The server's time when it first looked so. */
  since: v.number(),
  /** It has looked so for long enough, and the overlap was read once more since. */
  isSettled: v.boolean(),
  seenAt: v.number(),
  /** Rows older than this were in reach of a poll: they are in the archive, or in a gap. */
  watchedTo: v.number(),
  keyVersion: v.string(),
  /** Date of the newest row seen; absent while the stream is empty. */
  head: v.exactOptional(v.number()),
});

const StreamSchema = v.object({
  /** Newest first. They meet in one second, or in the overlap of a poll. */
  gaps: v.array(GapSchema),
  /** Newest first. */
  losses: v.array(LossSchema),
  /** Absent until the first poll has seen it. */
  top: v.exactOptional(TopSchema),
  /** When a poll was last begun. */
  polledAt: v.exactOptional(v.number()),
  /** When a stream page last left nothing to fetch. */
  completedAt: v.exactOptional(v.number()),
  /** Bad items counted already: polls see them again in the overlap. */
  rejectedIds: v.array(v.string()),
  /** VirusTotal refused the filter, in its own words. */
  refusal: v.exactOptional(v.string()),
});

const TroubleSchema = v.object({
  code: v.picklist(TROUBLE_CODES),
  message: v.string(),
  /** The first and the latest failure of this run of failures, and how many there were. */
  since: v.number(),
  at: v.number(),
  failures: v.number(),
  nextAt: v.number(),
  /** The key it happened to: another one has quotas of its own. */
  keyVersion: v.string(),
});

const SpentSchema = v.object({
  minuteStartedAt: v.number(),
  minute: v.number(),
  /** Days since the epoch, UTC: quotas end at 00:00 UTC. */
  day: v.number(),
  today: v.number(),
});

const SyncStateSchema = v.object({
  version: v.literal(1),
  /** By filter: each has its own gaps, so that changing the filter and back loses nothing. */
  streams: v.record(v.string(), StreamSchema),
  spent: SpentSchema,
  trouble: v.exactOptional(TroubleSchema),
  /** A damaged record was replaced: everything VirusTotal still holds is read again, older gaps are forgotten. */
  replacedAt: v.exactOptional(v.number()),
});

export type Expectation = Readonly<v.InferOutput<typeof ExpectationSchema>>;
export type Gap = Readonly<v.InferOutput<typeof GapSchema>>;
export type Loss = Readonly<v.InferOutput<typeof LossSchema>>;
export type Top = Readonly<v.InferOutput<typeof TopSchema>>;
export type StreamState = Readonly<v.InferOutput<typeof StreamSchema>>;
export type Trouble = Readonly<v.InferOutput<typeof TroubleSchema>>;
export type TroubleCode = Trouble['code'];
export type RestReason = NonNullable<Gap['restsFor']>;
export type Spent = Readonly<v.InferOutput<typeof SpentSchema>>;
export type SyncState = Readonly<v.InferOutput<typeof SyncStateSchema>>;

export const NOTHING_SPENT: Spent = { minuteStartedAt: 0, minute: 0, day: 0, today: 0 };

const NEW_STATE: SyncState = { version: 1, streams: {}, spent: NOTHING_SPENT };

const NEW_STREAM: StreamState = { gaps: [], losses: [], rejectedIds: [] };

/** The progress record's id in the store. `account`: the API address. */
export const stateIdOf = (account: string): string => `sync:${account}`;

/**
 * The record as the store gave it. One that is damaged, or of another version, is replaced by a new one and says so:
 * a walk over everything that VirusTotal still holds is the cure, and harmless, since no row is ever stored twice.
 */
export function parseSyncState(record: unknown, now: number): SyncState {
  if (record === undefined) return NEW_STATE;
  const parsed = v.safeParse(SyncStateSchema, record);
  return parsed.success ? parsed.output : { ...NEW_STATE, replacedAt: now };
}

/** A record of requests; one that is damaged begins anew, as every day does. */
export function parseSpent(record: unknown): Spent {
  const parsed = v.safeParse(SpentSchema, record);
  return parsed.success ? parsed.output : NOTHING_SPENT;
}

export function findStream(state: SyncState, filter: string): StreamState {
  return state.streams[filter] ?? NEW_STREAM;
}

export function withStream(state: SyncState, filter: string, stream: StreamState): SyncState {
  return { ...state, streams: { ...state.streams, [filter]: stream } };
}
