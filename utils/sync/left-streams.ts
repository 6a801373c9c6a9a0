import { recordExpired } from './losses.ts';
import { type Moment, toSeconds } from './moment.ts';
import { findStream, type Gap, RETENTION_S, type StreamState, type SyncState } from './state.ts';

/** A span that was still to be fetched when another filter was set: nothing walks it until `filter` is set again. */
export interface LeftGap {
  readonly filter: string;
  /** UTC seconds, both ends inclusive; absent: as far back as VirusTotal remembers. */
  readonly from?: number;
  readonly to: number;
}

/** Newest first. */
export function gatherLeft({ streams }: SyncState, current: string): LeftGap[] {
  return Object.entries(streams)
    .filter(([filter]) => filter !== current)
    .flatMap(([filter, stream]) => stream.gaps.flatMap((gap) => describeLeft(filter, gap, stream)))
    .toSorted((a, b) => b.to - a.to);
}

function describeLeft(filter: string, gap: Gap, stream: StreamState): LeftGap[] {
  const to = findEnd(gap, stream);
  if (to === undefined) return [];
  const seenAt = gap.to === undefined && stream.top !== undefined ? toSeconds(stream.top.seenAt) : 0;
  const from = gap.from === undefined ? undefined : Math.max(gap.from, seenAt);
  if (from !== undefined && from > to) return [];
  return [{ filter, to, ...(from === undefined ? {} : { from }) }];
}

/** A poll that never saw its page reaches to when it was begun; a filter that was never answered has promised nothing. */
function findEnd({ to }: Gap, { top, polledAt }: StreamState): number | undefined {
  if (to !== undefined) return to;
  return top === undefined || polledAt === undefined ? undefined : toSeconds(polledAt);
}

/**
 * After a stream page of the filter `current`, what others have left is looked at again: what VirusTotal has deleted
 * meanwhile is a loss of that filter. A walk without any filter that has come to its end has brought the rest.
 */
export function settleLeft(
  state: SyncState,
  { current, isUnfiltered }: { current: string; isUnfiltered: boolean },
  moment: Moment,
): SyncState {
  const { top, gaps } = findStream(state, current);
  const horizon = toSeconds(moment.serverNow) - RETENTION_S;
  const hasAll = ({ top: left }: StreamState) =>
    isUnfiltered && gaps.length === 0 && left?.keyVersion === top?.keyVersion;
  const settled = Object.entries(state.streams).map(([filter, stream]) => [
    filter,
    filter === current
      ? stream
      : endGaps(stream, hasAll(stream) ? Number.POSITIVE_INFINITY : horizon, moment),
  ]);
  return { ...state, streams: Object.fromEntries(settled) };
}

/** Ends the gaps up to `until`. One that is deleted in part stays: the walk that goes on in it finds out how much. */
function endGaps(stream: StreamState, until: number, moment: Moment): StreamState {
  let { losses } = stream;
  const gaps = stream.gaps.filter((gap) => {
    const to = findEnd(gap, stream);
    if (to === undefined || to > until) return true;
    ({ losses } = recordExpired({ ...stream, losses }, { ...gap, to }, moment));
    return false;
  });
  return { ...stream, gaps, losses };
}
