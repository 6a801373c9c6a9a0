import { SECOND_MS } from '../lang/time.ts';
import { type Moment, toSeconds } from './moment.ts';
import type { StreamPage } from './ports.ts';
import { type Head, OVERLAP_S, type Top } from './state.ts';

/** What the first stream page of a poll tells about the whole stream. */
export function seeTop(before: Top | undefined, page: StreamPage, keyVersion: string, moment: Moment): Top {
  const head = findHead(before?.head, page, moment);
  return {
    ids: readIds(page),
    seenAt: moment.now,
    watchedTo: Math.max(before?.watchedTo ?? 0, toSeconds(moment.serverNow) - OVERLAP_S),
    keyVersion,
    ...(head && { head }),
  };
}

function findHead(before: Head | undefined, page: StreamPage, { serverNow }: Moment): Head | undefined {
  // A row dated in the future must not hide what comes until then.
  const dates = page.notifications.map(({ date }) => Math.min(date, toSeconds(serverNow)));
  const date = Math.max(before?.date ?? 0, ...dates);
  if (before?.date === date)
    return { ...before, isSettled: before.isSettled || serverNow - before.since >= OVERLAP_S * SECOND_MS };
  return dates.length === 0 ? undefined : { date, since: serverNow, isSettled: false };
}

/** Bad items have a place at the top, too. */
export const readIds = ({ notifications, rejected }: StreamPage): string[] => [
  ...notifications.map(({ id }) => id),
  ...rejected.map(({ id, reason }) => id ?? reason),
];

/**
 * Nothing new: the top is as it was, so the overlap is not read again, and a poll costs one request. But once, when
 * every late row must have come, it is read to its end.
 */
export function isQuiet(before: Top, seen: Top, page: StreamPage): boolean {
  const isDueToSettle = seen.head?.isSettled === true && before.head?.isSettled !== true;
  const isSame = seen.ids.length > 0 && seen.ids.join() === before.ids.join();
  return isSame && !isDueToSettle && page.cursor !== undefined;
}

/** The top after a quiet poll, which proves nothing about late rows unless the overlap has been read to its end. */
export function keepQuietTop(before: Top, seen: Top): Top {
  const { watchedTo } = before.head?.isSettled ? seen : before;
  return { ...seen, ...(before.head && { head: before.head }), watchedTo };
}
