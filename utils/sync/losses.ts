import { type Moment, toSeconds } from './moment.ts';
import { type Gap, type Loss, RETENTION_S, type StreamState } from './state.ts';

/** A first walk takes minutes, and the seven days end that much later: so much is no loss. */
export const FIRST_WALK_S = 15 * 60;

/**
 * A gap is walked to its end. What it was to hold below its last row, and is older than VirusTotal keeps, may have been
 * deleted unseen.
 */
export function recordExpired(stream: StreamState, gap: Gap, { now, serverNow }: Moment): StreamState {
  const horizon = toSeconds(serverNow) - RETENTION_S;
  // Nobody was there before: what VirusTotal was about to delete at the first look was never promised.
  if (gap.isFirst && horizon - (gap.lossFrom ?? horizon) < FIRST_WALK_S) return stream;
  return withLoss(stream, gap, Math.min(gap.to ?? horizon, horizon), 'expired', now);
}

/** A gap that cannot be walked any more, whatever the reason. */
export function recordAbandoned(
  stream: StreamState,
  gap: Gap,
  cause: Loss['cause'],
  now: number,
): StreamState {
  return gap.to === undefined ? stream : withLoss(stream, gap, gap.to, cause, now);
}

/** One second that could not be read whole. */
export function recordUnreadable(stream: StreamState, gap: Gap, second: number, now: number): StreamState {
  return withLoss(
    stream,
    { ...gap, lossFrom: Math.max(gap.lossFrom ?? second, second) },
    second,
    'unreadable',
    now,
  );
}

/** Records the gap's span up to `to`, as far as it was ever within reach. */
function withLoss(
  stream: StreamState,
  { lossFrom }: Gap,
  to: number,
  cause: Loss['cause'],
  recordedAt: number,
): StreamState {
  if (lossFrom === undefined || to < lossFrom) return stream;
  return { ...stream, losses: joinLosses(stream.losses, { from: lossFrom, to, cause, recordedAt }) };
}

/** Losses that touch become one. */
function joinLosses(losses: readonly Loss[], loss: Loss): Loss[] {
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
