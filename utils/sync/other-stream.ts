import { recordAbandoned } from './losses.ts';
import { findReach, type Moment, toSeconds } from './moment.ts';
import { isLastPage, type StreamPage } from './ports.ts';
import { type Expectation, type Gap, RETENTION_S, type StreamState, type Top } from './state.ts';
import { readIds } from './top.ts';

/**
 * A key was changed. Was it renewed, or is it another user's, with a stream of its own? Nothing in an answer says so,
 * and asking would cost requests; but the first poll with it reaches back over the newest row seen, so in the same
 * stream it meets one of the rows that were at the top.
 */
export function createExpectation(top: Top | undefined, keyVersion: string): Pick<Gap, 'expects'> {
  if (top?.head === undefined || top.keyVersion === keyVersion) return {};
  return { expects: { ids: top.ids, date: top.head } };
}

export function isMet({ ids }: Expectation, page: StreamPage): boolean {
  return readIds(page).some((id) => ids.includes(id));
}

/**
 * The walk is past where the known rows must have been, and has met none. Where VirusTotal may have deleted them, it
 * does not matter whose stream it is: the walk reaches back over everything that VirusTotal holds.
 */
export function isOtherStream({ expects }: Gap, page: StreamPage, { serverNow }: Moment): boolean {
  if (expects === undefined || isMet(expects, page)) return false;
  const last = page.notifications.at(-1)?.date;
  const isPast = isLastPage(page) || (last !== undefined && last < expects.date);
  return isPast && expects.date > toSeconds(serverNow) - RETENTION_S;
}

/** Begins another user's stream. What the former key has not fetched cannot be fetched with this one. */
export function beginOtherStream(
  stream: StreamState,
  gap: Gap,
  bound: number | undefined,
  moment: Moment,
): StreamState {
  const { top: _top, completedAt: _completedAt, ...kept } = stream;
  const newest = { ...gap, to: toSeconds(moment.serverNow) };
  const { losses } = stream.gaps.reduce(
    (before: StreamState, each) =>
      recordAbandoned(before, each === gap ? newest : each, 'other-key', moment.now),
    stream,
  );
  return {
    ...kept,
    losses,
    gaps: [{ attempts: 0, rows: 0, isFirst: true, lossFrom: findReach(bound, moment) }],
  };
}
