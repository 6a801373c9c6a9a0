import { SECOND_MS } from '../lang/time.ts';
import type { StreamPage, StreamRequest } from './ports.ts';
import { type Gap, type Loss, OVERLAP_S, RETENTION_S, type StreamState } from './state.ts';

/** When a stream page came: by our clock, and by the server's, which alone says what VirusTotal still holds. */
export interface Moment {
  /** ms since the epoch, as all times here. */
  readonly now: number;
  readonly serverNow: number;
}

/** How often a walk may come to nothing at one edge before that second is given up. */
const MAX_ATTEMPTS = 3;
/** More gaps than this are joined from the oldest: the record is written with every stream page. */
const MAX_GAPS = 50;

const seconds = (ms: number): number => Math.floor(ms / SECOND_MS);

/**
 * Begins a poll: a gap from the newest row seen, less the overlap, up to whenever the first stream page comes. `bound`
 * is the user's own oldest second. What an older gap is going to read anyway is not asked for twice.
 */
export function openGap(stream: StreamState, bound: number | undefined, now: number): StreamState {
  const polled = { ...stream, polledAt: now };
  const [newest] = stream.gaps;
  if (newest !== undefined && newest.to === undefined) return polled;
  const overlap = stream.head === undefined ? undefined : stream.head - OVERLAP_S;
  const from = greatest(overlap, overlap === undefined ? undefined : newest?.to, bound);
  const gap: Gap = {
    attempts: 0,
    rows: 0,
    ...(from === undefined ? {} : { from }),
    ...(stream.watchedTo === undefined ? {} : { lossFrom: Math.max(stream.watchedTo, from ?? 0) }),
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

/** A stream page of a walk: the request that brought it, and the user's own oldest second. */
export interface WalkedPage {
  readonly request: StreamRequest;
  readonly page: StreamPage;
  readonly bound: number | undefined;
  readonly moment: Moment;
}

/** Closes the piece of `gap`, the newest of the stream, that a stream page covers. */
export function closePiece(stream: StreamState, gap: Gap, walked: WalkedPage): StreamState {
  const { request, page, moment } = walked;
  const older = stream.gaps.slice(1);
  const isTop = gap.to === undefined;
  const seen = isTop ? seeTop(stream, page, moment) : stream;
  if (isTop && isQuiet(stream, seen, page)) return closeQuietly(stream, seen, older);
  const rest = shrink(gap, walked);
  const last = page.notifications.at(-1)?.date;
  const isBelow = last !== undefined && rest.from !== undefined && last < rest.from;
  if (page.cursor === undefined || isBelow) return finish({ ...seen, gaps: older }, rest, moment);
  const next = { ...seen, gaps: [rest, ...older] };
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
  const losses =
    gap.lossFrom === undefined || gap.to >= gap.lossFrom
      ? addLoss(stream.losses, { from: gap.to, to: gap.to, cause: 'unreadable', recordedAt: now })
      : stream.losses;
  const rest = { ...kept, attempts: 0, to: gap.to - 1 };
  const isOver = rest.from !== undefined && rest.to < rest.from;
  return { ...stream, losses, gaps: isOver ? older : [rest, ...older] };
}

/** The newest gap's walk begins again at its edge; no fault of the edge. */
export function forgetCursor(stream: StreamState, gap: Gap): StreamState {
  const { next: _next, lastId: _lastId, ...kept } = gap;
  return { ...stream, gaps: [kept, ...stream.gaps.slice(1)] };
}

/** What the first stream page of a poll tells about the whole stream. */
function seeTop(stream: StreamState, page: StreamPage, { now, serverNow }: Moment): StreamState {
  // A row dated in the future must not hide what comes until then.
  const dates = page.notifications.map(({ date }) => Math.min(date, seconds(serverNow)));
  const head = greatest(stream.head, ...dates);
  const headAt = head === stream.head ? stream.headAt : serverNow;
  const isSettled = headAt !== undefined && serverNow - headAt >= OVERLAP_S * SECOND_MS;
  return {
    ...stream,
    topIds: readTopIds(page),
    syncedAt: now,
    watchedTo: Math.max(stream.watchedTo ?? 0, seconds(serverNow) - OVERLAP_S),
    ...(head === undefined ? {} : { head }),
    ...(headAt === undefined ? {} : { headAt }),
    ...(isSettled && head !== undefined ? { settledHead: head } : {}),
  };
}

const readTopIds = ({ notifications, rejected }: StreamPage): string[] => [
  ...notifications.map(({ id }) => id),
  ...rejected.map(({ id, reason }) => id ?? reason),
];

/**
 * Nothing new: the top is as it was, so the overlap is not read again, and a poll costs one request. But once, when
 * every late row must have come, it is read to its end.
 */
function isQuiet(before: StreamState, seen: StreamState, page: StreamPage): boolean {
  const isDueToSettle = seen.settledHead !== before.settledHead;
  const isSame = seen.topIds.length > 0 && seen.topIds.join() === before.topIds.join();
  return isSame && !isDueToSettle && page.cursor !== undefined;
}

function closeQuietly(stream: StreamState, seen: StreamState, gaps: Gap[]): StreamState {
  const isSettled = stream.settledHead !== undefined && stream.settledHead === stream.head;
  const watched = isSettled && seen.watchedTo !== undefined ? { watchedTo: seen.watchedTo } : {};
  return { ...stream, gaps, ...watched, ...(seen.syncedAt === undefined ? {} : { syncedAt: seen.syncedAt }) };
}

/** The gap without the piece that the stream page covers. */
function shrink(gap: Gap, { request, page, bound, moment }: WalkedPage): Gap {
  const { next: _next, ...kept } = gap;
  const serverSeconds = seconds(moment.serverNow);
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

/** The whole gap is walked. What lay below its last row and is older than VirusTotal keeps may have been deleted unseen. */
function finish(stream: StreamState, gap: Gap, { now, serverNow }: Moment): StreamState {
  const horizon = seconds(serverNow) - RETENTION_S;
  const to = Math.min(gap.to ?? horizon, horizon);
  if (gap.lossFrom === undefined || to < gap.lossFrom) return stream;
  const loss: Loss = { from: gap.lossFrom, to, cause: 'expired', recordedAt: now };
  return { ...stream, losses: addLoss(stream.losses, loss) };
}

/** Losses that touch become one. */
function addLoss(losses: readonly Loss[], loss: Loss): Loss[] {
  const touches = ({ cause, from, to }: Loss) =>
    cause === loss.cause && from <= loss.to + 1 && loss.from <= to + 1;
  const touching = [loss, ...losses.filter(touches)];
  const joined: Loss = {
    ...loss,
    from: Math.min(...touching.map(({ from }) => from)),
    to: Math.max(...touching.map(({ to }) => to)),
  };
  return [joined, ...losses.filter((each) => !touches(each))].toSorted((a, b) => b.to - a.to);
}

/** Longer pauses say nothing of the pace: a closed laptop. */
const LONGEST_PACE_MS = 5 * 60 * SECOND_MS;

function measurePace(gap: Gap, now: number): Pick<Gap, 'pageAt' | 'paceMs'> {
  if (gap.pageAt === undefined) return { pageAt: now };
  const ms = Math.min(Math.max(now - gap.pageAt, 0), LONGEST_PACE_MS);
  return { pageAt: now, paceMs: gap.paceMs === undefined ? ms : gap.paceMs * 0.8 + ms * 0.2 };
}
