import type { Filter } from '../ioc/filter.ts';
import { findDateBounds } from '../ioc/filter-evaluate.ts';
import type { Decision } from './decide.ts';
import { closePiece, countCursorError, countEdgeError, giveUpCursor } from './gaps.ts';
import { settleLeft } from './left-streams.ts';
import type { Moment } from './moment.ts';
import { type Failure, recordFailure, spendRequest } from './politeness.ts';
import type { RejectedItem, StreamError, StreamPage, StreamRequest } from './ports.ts';
import type { SyncSettings } from './settings.ts';
import { findStream, type Gap, type SyncState, type Trouble, withStream } from './state.ts';
import { isTopAgain } from './top.ts';
import { buildWalkRequest } from './walk-request.ts';

/** One step's facts, as decided before its request. */
export interface Step {
  readonly settings: SyncSettings;
  readonly filter: Filter;
  /** The gap of the stream that the request is for. */
  readonly gap: Gap;
  readonly request: StreamRequest;
  /** The record kept before the request is sent: the poll's gap is open, the request is counted. */
  readonly state: SyncState;
}

/** Counts the request, and says what to ask for. */
export function planStep(
  state: SyncState,
  settings: SyncSettings,
  { filter, stream, gap }: Extract<Decision, { readonly kind: 'request' }>,
  now: number,
): Step {
  const spent = spendRequest(state.spent, now);
  return {
    settings,
    filter,
    gap,
    request: buildWalkRequest(gap, filter, settings),
    state: withStream({ ...state, spent }, settings.filter, stream),
  };
}

/** What is remembered of bad items: as many as an overlap is likely to hold. */
const MAX_REJECTED_IDS = 200;

export interface PageOutcome {
  readonly state: SyncState;
  /** The bad items that were not counted before. */
  readonly rejected: readonly RejectedItem[];
}

/** The record after a stream page. */
export function applyPage(
  { state, settings, filter, gap, request }: Step,
  page: StreamPage,
  now: number,
): PageOutcome {
  const { trouble: _trouble, ...calm } = state;
  const { refusal: _refusal, ...stream } = findStream(state, settings.filter);
  const moment: Moment = { now, serverNow: page.servedAt ?? now };
  const bound = findDateBounds(filter).from;
  const closed = closePiece(stream, gap, { request, page, keyVersion: settings.keyVersion, bound, moment });
  const isKnown = gap.to === undefined && isTopAgain(stream.top, page);
  const rejected = page.rejected.filter(({ id }) =>
    id === undefined ? !isKnown : !stream.rejectedIds.includes(id),
  );
  const rejectedIds = [...rejected.flatMap(({ id }) => id ?? []), ...stream.rejectedIds].slice(
    0,
    MAX_REJECTED_IDS,
  );
  const completed = closed.gaps.length === 0 ? { completedAt: now } : {};
  const kept = withStream(calm, settings.filter, { ...closed, ...completed, rejectedIds });
  const left = { current: settings.filter, isUnfiltered: filter.terms.length === 0 };
  return { state: settleLeft(kept, left, moment), rejected };
}

/**
 * What the cursor itself may be the cause of: an answer that breaks off, takes too long, or comes from a proxy which will not
 * let it pass, or cuts the connection. Without it, the walk goes on by date at no cost but that of rows in one second.
 */
const CURSOR_FAULTS: ReadonlySet<StreamError['code']> = new Set([
  'server',
  'timeout',
  'not-virustotal',
  'offline',
]);

/** The record after a request that failed. */
export function applyError(step: Step, error: StreamError, now: number, random: () => number): SyncState {
  const { state, settings, gap, request } = step;
  const stream = findStream(state, settings.filter);
  const isRefused = error.code === 'bad-request';
  // The user's filter is to blame where there is one, and nothing under it was ever answered below this edge.
  const isFilterRefused = request.cursor === undefined && settings.filter !== '' && gap.to === undefined;
  if (isRefused && (isFilterRefused || request.cursor !== undefined)) {
    const { trouble: _trouble, ...calm } = state;
    const after = isFilterRefused
      ? { ...stream, refusal: error.message }
      : giveUpCursor(stream, gap, error.code, now);
    return withStream(calm, settings.filter, after);
  }
  const failed = applyFailure(step, error, now, random);
  if (!isRefused && !CURSOR_FAULTS.has(error.code)) return failed;
  const counted =
    request.cursor === undefined
      ? countEdgeError(stream, gap, failed.trouble, now)
      : countCursorError(stream, gap, error.code, now);
  return withStream(failed, settings.filter, counted);
}

/** The record after anything that calls for a rest: upstream's trouble, or the store's. */
export function applyFailure(
  { state, settings }: Step,
  failure: Failure,
  now: number,
  random: () => number,
): SyncState & { readonly trouble: Trouble } {
  return { ...state, trouble: recordFailure(state.trouble, failure, settings, now, random) };
}
