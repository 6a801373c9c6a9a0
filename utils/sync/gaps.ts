import { SECOND_MS } from '../lang/time.ts';
import { recordExpired, recordUnreadable } from './losses.ts';
import { type Moment, toSeconds } from './moment.ts';
import type { StreamPage, StreamRequest } from './ports.ts';
import { type Gap, OVERLAP_S, RETENTION_S, type StreamState } from './state.ts';
import { beginOtherStream, isOtherStream, isQuiet, keepQuietTop, seeTop } from './top.ts';

/** How often a walk may come to nothing at one edge before that second is given up. */
const MAX_ATTEMPTS = 3;
/** More gaps than this are joined from the oldest: the record is written with every stream page. */
const MAX_GAPS = 50;

/**
 * Begins a poll: a gap from the newest row seen, less the overlap, up to whenever the first stream page comes. `bound`
 * is the user's own oldest second. What an older gap is going to read anyway is not asked for twice.
 */
export function openGap(stream: StreamState, bound: number | undefined, now: number): StreamState {
  const polled = { ...stream, polledAt: now };
  const [newest] = stream.gaps;
  if (newest !== undefined && newest.to === undefined) return polled;
  const { head, watchedTo } = stream.top ?? {};
  const from = greatest(bound, ...(head === undefined ? [] : [head.date - OVERLAP_S, newest?.to]));
  const gap: Gap = {
    attempts: 0,
    rows: 0,
    ...(from === undefined ? {} : { from }),
    ...(watchedTo === undefined ? {} : { lossFrom: Math.max(watchedTo, from ?? 0) }),
  };
  return { ...polled, gaps: joinOldest([gap, ...stream.gaps]) };
}

const greatest = (...values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};

/** Joins the two oldest of too many gaps: some rows are read again, none is forgotten. */
function joinOldest(gaps: readonly Gap[]): Gap[] {
  const [older, newer, ...rest] = gaps.toReversed();
  if (gaps.length <= MAX_GAPS || older === undefined || newer === undefined) return [...gaps];
  const { from: _from, lossFrom: _lossFrom, next: _next, lastId: _lastId, ...kept } = newer;
  const joined: Gap = {
    ...kept,
    attempts: 0,
    rows: newer.rows + older.rows,
    ...(older.from === undefined ? {} : { from: older.from }),
    ...(older.lossFrom === undefined ? {} : { lossFrom: older.lossFrom }),
  };
  return [...rest.toReversed(), joined];
}

/** A stream page of a walk: the request that brought it, under which key, and the user's own oldest second. */
export interface WalkedPage {
  readonly request: StreamRequest;
  readonly page: StreamPage;
  readonly keyVersion: string;
  readonly bound: number | undefined;
  readonly moment: Moment;
}

/** Closes the piece of `gap`, the newest of the stream, that a stream page covers. */
export function closePiece(stream: StreamState, gap: Gap, walked: WalkedPage): StreamState {
  const { page, keyVersion, moment } = walked;
  if (gap.to !== undefined) return goOn(stream, gap, walked);
  const before = stream.top;
  const top = seeTop(before, page, keyVersion, moment);
  if (before !== undefined && isOtherStream(before, top, moment))
    return beginOtherStream(stream, gap, moment);
  if (before !== undefined && isQuiet(before, top, page))
    return { ...stream, top: keepQuietTop(before, top), gaps: stream.gaps.slice(1) };
  return goOn({ ...stream, top }, gap, walked);
}

function goOn(stream: StreamState, gap: Gap, walked: WalkedPage): StreamState {
  const { request, page, moment } = walked;
  const older = stream.gaps.slice(1);
  const rest = shrink(gap, walked);
  const last = page.notifications.at(-1)?.date;
  const isBelow = last !== undefined && rest.from !== undefined && last < rest.from;
  if (page.cursor === undefined || isBelow) return recordExpired({ ...stream, gaps: older }, rest, moment);
  const next = { ...stream, gaps: [rest, ...older] };
  return isStuck(gap, request, page) ? giveUpCursor(next, rest, moment.now) : next;
}

/**
 * The walk of the newest gap cannot go on with its cursor: it begins again at the gap's edge. A second that defies that
 * several times is given up, as a recorded loss: neither skipped in silence nor asked for for ever.
 */
export function giveUpCursor(stream: StreamState, gap: Gap, now: number): StreamState {
  const older = stream.gaps.slice(1);
  const { next: _next, lastId: _lastId, ...kept } = gap;
  // Nothing of the gap was read yet: there is no edge to give up.
  if (gap.to === undefined || gap.attempts < MAX_ATTEMPTS)
    return { ...stream, gaps: [{ ...kept, attempts: gap.attempts + 1 }, ...older] };
  const rest = { ...kept, attempts: 0, to: gap.to - 1 };
  const isOver = rest.from !== undefined && rest.to < rest.from;
  return recordUnreadable({ ...stream, gaps: isOver ? older : [rest, ...older] }, gap, gap.to, now);
}

/** The newest gap's walk begins again at its edge; no fault of the edge. */
export function forgetCursor(stream: StreamState, gap: Gap): StreamState {
  const { next: _next, lastId: _lastId, ...kept } = gap;
  return { ...stream, gaps: [kept, ...stream.gaps.slice(1)] };
}

/** The gap without the piece that the stream page covers. */
function shrink(gap: Gap, { request, page, bound, moment }: WalkedPage): Gap {
  const { next: _next, ...kept } = gap;
  const serverSeconds = toSeconds(moment.serverNow);
  const last = page.notifications.at(-1);
  const edge = last === undefined ? (gap.to ?? serverSeconds) : Math.min(gap.to ?? last.date, last.date);
  const hasMoved = gap.to === undefined || edge < gap.to;
  const count = gap.count ?? page.count;
  return {
    ...kept,
    to: edge,
    // What is older than this has never been within reach.
    lossFrom: gap.lossFrom ?? Math.max(serverSeconds - RETENTION_S + 1, bound ?? 0),
    attempts: hasMoved ? 0 : gap.attempts,
    rows: gap.rows + page.notifications.length,
    ...(last === undefined ? {} : { lastId: last.id }),
    ...(page.cursor === undefined ? {} : { next: { ...request, cursor: page.cursor } }),
    ...(count === undefined ? {} : { count }),
    ...measurePace(gap, moment.now),
  };
}

/** A page without rows, the last row again, the same cursor again: the cursor leads nowhere. */
function isStuck(gap: Gap, request: StreamRequest, page: StreamPage): boolean {
  const last = page.notifications.at(-1);
  if (page.cursor === request.cursor) return true;
  return last === undefined ? page.rejected.length === 0 : last.id === gap.lastId;
}

/** Longer pauses say nothing of the pace: a closed laptop. */
const LONGEST_PACE_MS = 5 * 60 * SECOND_MS;

function measurePace(gap: Gap, now: number): Pick<Gap, 'pageAt' | 'paceMs'> {
  if (gap.pageAt === undefined) return { pageAt: now };
  const ms = Math.min(Math.max(now - gap.pageAt, 0), LONGEST_PACE_MS);
  return { pageAt: now, paceMs: gap.paceMs === undefined ? ms : gap.paceMs * 0.8 + ms * 0.2 };
}
