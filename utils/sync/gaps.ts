import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../lang/time.ts';
import { recordExpired, recordUnreadable } from './losses.ts';
import { findReach, type Moment, toSeconds } from './moment.ts';
import { beginOtherStream, createExpectation, isMet, isOtherStream } from './other-stream.ts';
import { isLastPage, type StreamPage, type StreamRequest } from './ports.ts';
import { type Gap, OVERLAP_S, type RestReason, type StreamState, type Trouble } from './state.ts';
import { isQuiet, keepQuietTop, seeTop } from './top.ts';

/** How often a walk may come to nothing at one edge before that second is given up: over some three hours. */
const MAX_ATTEMPTS = 10;
const MAX_ERRORS = 3;
/** The rest after the second time; doubles with each further one, up to an hour. */
const FIRST_REST_MS = 30 * SECOND_MS;
/** The newest notifications are not kept from anybody for longer by errors that may be over. */
const LONGEST_TOP_REST_MS = 10 * MINUTE_MS;
/** An hour's rest from the end of an hour's back-off on. */
const LONGEST_REST_MS = 2 * HOUR_MS;
/** More gaps than this are joined from the oldest: the record is written with every stream page. */
const MAX_GAPS = 50;

interface PollOptions {
  /** The user's own oldest second. */
  readonly bound: number | undefined;
  readonly keyVersion: string;
  readonly now: number;
  /** The user asked for it: a poll that rests after errors rests no longer. */
  readonly isForced: boolean;
}

/** Begins a poll: a gap from the newest row seen, less the overlap, up to whenever the first stream page comes. */
export function openGap(stream: StreamState, { bound, keyVersion, now, isForced }: PollOptions): StreamState {
  const [newest, ...older] = stream.gaps;
  const expectation = createExpectation(stream.top, keyVersion);
  if (newest !== undefined && newest.to === undefined) {
    const begun = isForced ? withoutCursor(newest) : newest;
    return { ...stream, polledAt: now, gaps: [{ ...begun, ...expectation }, ...older] };
  }
  const { head, watchedTo } = stream.top ?? {};
  const from = greatest(bound, ...(head === undefined ? [] : [findPollStart(head - OVERLAP_S, newest)]));
  const gap: Gap = {
    attempts: 0,
    rows: 0,
    ...(stream.top === undefined ? { isFirst: true } : {}),
    ...(from === undefined ? {} : { from }),
    ...(watchedTo === undefined ? {} : { lossFrom: Math.max(watchedTo, from ?? 0) }),
    ...expectation,
  };
  return { ...stream, polledAt: now, gaps: joinOldest([gap, ...stream.gaps]) };
}

/** What an older gap is going to read anyway, down to the overlap's end, is not asked for twice. */
function findPollStart(overlap: number, newest: Gap | undefined): number {
  const isWithin = newest?.to !== undefined && (newest.from === undefined || newest.from <= overlap);
  return isWithin ? Math.max(overlap, newest.to) : overlap;
}

const greatest = (...values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};

/** Joins the two oldest of too many gaps: some rows are read again, none is forgotten. */
function joinOldest(gaps: readonly Gap[]): Gap[] {
  const [older, newer, ...rest] = gaps.toReversed();
  if (gaps.length <= MAX_GAPS || older === undefined || newer === undefined) return [...gaps];
  const { from: _from, lossFrom: _lossFrom, count: _count, ...edge } = withoutCursor(newer);
  const joined: Gap = { ...withoutCursor(older), ...edge, attempts: 0, rows: newer.rows + older.rows };
  return [...rest.toReversed(), joined];
}

/** Which gap to walk now: the newest that is not resting. */
export function findGap({ gaps }: StreamState, now: number): Gap | undefined {
  return gaps.find((gap) => !isResting(gap, now));
}

/** A rest longer than any we give means that the clock went back. */
const isResting = ({ restUntil = 0 }: Gap, now: number): boolean =>
  now < restUntil && restUntil <= now + LONGEST_REST_MS;

/** A stream page of a walk: the request that brought it, under which key, and the user's own oldest second. */
export interface WalkedPage {
  readonly request: StreamRequest;
  readonly page: StreamPage;
  readonly keyVersion: string;
  readonly bound: number | undefined;
  readonly moment: Moment;
}

/** Closes the piece of `gap` that a stream page covers. `gap` must be one of the stream's, not a copy. */
export function closePiece(stream: StreamState, gap: Gap, walked: WalkedPage): StreamState {
  const { page, keyVersion, moment } = walked;
  if (gap.to !== undefined) return goOn(stream, gap, walked);
  const top = seeTop(stream.top, page, keyVersion, moment);
  if (stream.top !== undefined && isQuiet(stream.top, top, page, moment))
    return { ...replaceGap(stream, gap), top: keepQuietTop(stream.top, top) };
  return goOn({ ...stream, top }, gap, walked);
}

function goOn(stream: StreamState, gap: Gap, walked: WalkedPage): StreamState {
  const { request, page, bound, moment } = walked;
  if (isOtherStream(gap, page, moment)) return beginOtherStream(stream, gap, bound, moment);
  const rest = shrink(gap, walked);
  const last = page.notifications.at(-1)?.date;
  const isBelow = last !== undefined && rest.from !== undefined && last < rest.from;
  if (isLastPage(page) || isBelow) return recordExpired(replaceGap(stream, gap), rest, moment);
  const next = replaceGap(stream, gap, rest);
  return isStuck(gap, request, page) ? giveUpCursor(next, rest, 'no-way-on', moment.now) : next;
}

/**
 * The gap's walk cannot go on with its cursor: it begins again at the edge, after a rest if that happens again, since
 * what ails upstream may pass. A second that defies all attempts is given up, as a recorded loss: neither skipped in
 * silence nor asked for for ever.
 */
export function giveUpCursor(stream: StreamState, gap: Gap, why: RestReason, now: number): StreamState {
  const attempts = gap.attempts + 1;
  const kept = withoutCursor(gap);
  if (gap.to === undefined || attempts <= MAX_ATTEMPTS) {
    const restMs = Math.min(HOUR_MS, FIRST_REST_MS * 2 ** (attempts - 2));
    return replaceGap(stream, gap, {
      ...kept,
      attempts,
      ...(attempts > 1 ? { restUntil: now + restMs, restsFor: why } : {}),
    });
  }
  const rest = { ...kept, attempts: 0, to: gap.to - 1 };
  const isOver = rest.from !== undefined && rest.to < rest.from;
  return recordUnreadable(replaceGap(stream, gap, ...(isOver ? [] : [rest])), gap, gap.to, now);
}

/** A cursor that meets nothing but errors may be the cause of them, and is given up like a refused one. */
export function countCursorError(stream: StreamState, gap: Gap, why: RestReason, now: number): StreamState {
  const errors = (gap.errors ?? 0) + 1;
  return errors < MAX_ERRORS
    ? replaceGap(stream, gap, { ...gap, errors })
    : giveUpCursor(stream, gap, why, now);
}

/**
 * A gap whose edge meets nothing but errors has no cursor to give up. It lets the others have their turn at `nextAt`, when
 * something is asked for again, and rests for longer each time; one that is alone has nobody to wait for.
 */
export function countEdgeError(
  stream: StreamState,
  gap: Gap,
  { code, nextAt }: Pick<Trouble, 'code' | 'nextAt'>,
  now: number,
): StreamState {
  const errors = (gap.errors ?? 0) + 1;
  const counted = { ...gap, errors };
  const isAlone = !stream.gaps.some((each) => each !== gap && !isResting(each, nextAt));
  if (errors < MAX_ERRORS || isAlone) return replaceGap(stream, gap, counted);
  const restMs = Math.min(findLongestRest(gap, code), FIRST_REST_MS * 2 ** (errors - MAX_ERRORS));
  const restUntil = Math.min(nextAt + restMs, now + LONGEST_REST_MS);
  return replaceGap(stream, gap, { ...counted, restUntil, restsFor: code });
}

/** Being offline ends for all gaps at once: none of them is to rest on when it is over. */
function findLongestRest({ to }: Gap, code: Trouble['code']): number {
  if (code === 'offline') return FIRST_REST_MS;
  return to === undefined ? LONGEST_TOP_REST_MS : HOUR_MS;
}

function withoutCursor(gap: Gap): Gap {
  const {
    next: _next,
    lastId: _lastId,
    errors: _errors,
    restUntil: _restUntil,
    restsFor: _restsFor,
    ...kept
  } = gap;
  return kept;
}

function replaceGap(stream: StreamState, gap: Gap, ...by: readonly Gap[]): StreamState {
  return { ...stream, gaps: stream.gaps.flatMap((each) => (each === gap ? by : [each])) };
}

/** The gap without the piece that the stream page covers. */
function shrink(gap: Gap, { request, page, bound, moment }: WalkedPage): Gap {
  const { next: _next, errors: _errors, restUntil: _restUntil, restsFor: _restsFor, expects, ...kept } = gap;
  const last = page.notifications.at(-1);
  const edge =
    last === undefined ? (gap.to ?? toSeconds(moment.serverNow)) : Math.min(gap.to ?? last.date, last.date);
  const hasMoved = gap.to === undefined || edge < gap.to;
  const count = gap.count ?? page.count;
  return {
    ...kept,
    to: edge,
    lossFrom: findLossStart(gap, bound, moment),
    attempts: hasMoved ? 0 : gap.attempts,
    rows: gap.rows + page.notifications.length,
    ...(last === undefined ? {} : { lastId: last.id }),
    ...(page.cursor === undefined ? {} : { next: { ...request, cursor: page.cursor } }),
    ...(count === undefined ? {} : { count }),
    ...(expects === undefined || isMet(expects, page) ? {} : { expects }),
    ...measurePace(gap, moment.now),
  };
}

/** A start that is yet to come is a clock's that was ahead: nothing is known then to have been seen above the lower end. */
function findLossStart({ lossFrom, from }: Gap, bound: number | undefined, moment: Moment): number {
  if (lossFrom !== undefined && lossFrom <= toSeconds(moment.serverNow)) return lossFrom;
  return lossFrom === undefined || from === undefined ? findReach(bound, moment) : from;
}

/** A page without rows, the last row again, the same cursor again: the cursor leads nowhere. */
function isStuck(gap: Gap, request: StreamRequest, page: StreamPage): boolean {
  const last = page.notifications.at(-1);
  if (page.cursor !== undefined && page.cursor === request.cursor) return true;
  return last === undefined ? page.rejected.length === 0 : last.id === gap.lastId;
}

/** Longer pauses say nothing of the pace: a closed laptop. */
const LONGEST_PACE_MS = 5 * 60 * SECOND_MS;

function measurePace(gap: Gap, now: number): Pick<Gap, 'pageAt' | 'paceMs'> {
  if (gap.pageAt === undefined) return { pageAt: now };
  const ms = Math.min(Math.max(now - gap.pageAt, 0), LONGEST_PACE_MS);
  return { pageAt: now, paceMs: gap.paceMs === undefined ? ms : gap.paceMs * 0.8 + ms * 0.2 };
}
