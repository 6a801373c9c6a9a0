import { SECOND_MS } from '../lang/time.ts';
import { type Moment, toSeconds } from './moment.ts';
import { isLastPage, type StreamPage } from './ports.ts';
import { OVERLAP_S, type Top } from './state.ts';

/** What the first stream page of a poll tells about the whole stream. */
export function seeTop(before: Top | undefined, page: StreamPage, keyVersion: string, moment: Moment): Top {
  const { now, serverNow } = moment;
  const head = findHead(before?.head, page, moment);
  return {
    ids: readIds(page),
    since: serverNow,
    isSettled: false,
    ...keepIfSame(before, page, moment),
    seenAt: now,
    watchedTo: findWatched(before?.watchedTo ?? 0, toSeconds(serverNow)),
    keyVersion,
    ...(head === undefined ? {} : { head }),
  };
}

/** Nobody has watched what is yet to come: a clock was ahead then, and would hide every loss until its time is here. */
const findWatched = (before: number, now: number): number =>
  Math.max(before > now ? 0 : before, now - OVERLAP_S);

/** A row dated in the future must not hide what comes until then. */
function findHead(before: number | undefined, page: StreamPage, { serverNow }: Moment): number | undefined {
  const dates = page.notifications.map(({ date }) => Math.min(date, toSeconds(serverNow)));
  return dates.length === 0 ? before : Math.max(before ?? 0, ...dates);
}

/** After a quarter of an hour without a change, every late row must have come. */
function keepIfSame(
  before: Top | undefined,
  page: StreamPage,
  { serverNow }: Moment,
): Partial<Pick<Top, 'since' | 'isSettled'>> {
  if (before === undefined || !isSame(before.ids, readIds(page))) return {};
  const { since, isSettled } = before;
  return { since, isSettled: isSettled || serverNow - since >= OVERLAP_S * SECOND_MS };
}

/** The top of the stream as the last poll saw it: bad items that have no id are the same as well. */
export const isTopAgain = (before: Top | undefined, page: StreamPage): boolean =>
  before !== undefined && isSame(before.ids, readIds(page));

const isSame = (before: readonly string[], ids: readonly string[]) => before.join() === ids.join();

/** Bad items have a place at the top, too. */
export const readIds = ({ notifications, rejected }: StreamPage): string[] => [
  ...notifications.map(({ id }) => id),
  ...rejected.map(({ id, reason }) => id ?? reason),
];

/**
 * Nothing new: the top is as it was, so the overlap is not read again, and a poll costs one request. But once, when it
 * has settled, the overlap is read to its end, for late rows further down.
 */
export function isQuiet(before: Top, seen: Top, page: StreamPage, { serverNow }: Moment): boolean {
  // Rows of now stand below a page of nothing but the future, however often it looks the same.
  const last = page.notifications.at(-1)?.date;
  if (last !== undefined && last > toSeconds(serverNow)) return false;
  const isDueToSettle = seen.isSettled && !before.isSettled;
  const isUnchanged = seen.ids.length > 0 && isSame(before.ids, seen.ids);
  return isUnchanged && !isDueToSettle && !isLastPage(page);
}

/** The top after a quiet poll, which proves nothing about late rows unless it has settled. */
export function keepQuietTop(before: Top, seen: Top): Top {
  const watchedTo = before.isSettled ? seen.watchedTo : Math.min(before.watchedTo, seen.watchedTo);
  return { ...seen, ...(before.head === undefined ? {} : { head: before.head }), watchedTo };
}
