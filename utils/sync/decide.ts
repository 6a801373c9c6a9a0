import { type Filter, parseFilter } from '../ioc/filter.ts';
import { findDateBounds } from '../ioc/filter-evaluate.ts';
import { joinSpent } from './asked.ts';
import { findGap, openGap } from './gaps.ts';
import { findBudgetLimit, isBlocking, isLongQuota } from './politeness.ts';
import type { SyncSettings } from './settings.ts';
import {
  findStream,
  type Gap,
  NOTHING_SPENT,
  type RestReason,
  type Spent,
  type StreamState,
  type SyncState,
} from './state.ts';

/**
 * Why nothing is asked for now. `long-quota`: throttled for an hour, so it is a daily or monthly quota. `no-way-on`: no answer
 * tells how the walk goes on.
 */
export type HoldReason = RestReason | 'long-quota' | 'budget-minute' | 'budget-day';

/** What the state, the settings and the clock allow now. `message`: upstream's own words, where there are any. */
export type Decision =
  /** Go on with `gap` of `stream`, which a poll that is due has just opened. */
  | { readonly kind: 'request'; readonly filter: Filter; readonly stream: StreamState; readonly gap: Gap }
  /** Nothing to fetch until the next poll. */
  | { readonly kind: 'idle'; readonly nextAt: number }
  | { readonly kind: 'waiting'; readonly why: HoldReason; readonly nextAt: number; readonly message?: string }
  /** Nothing happens until the user changes something. */
  | { readonly kind: 'stopped'; readonly why: HoldReason; readonly message: string }
  | { readonly kind: 'paused' };

export interface DecideOptions {
  /** The user asked for a poll: due or not, backing off or not. Budgets and pauses, which are theirs too, still hold. */
  readonly isForced?: boolean;
  /** Requests that were not the engine's (asked.ts). */
  readonly asked?: Spent;
}

export function decide(
  state: SyncState,
  settings: SyncSettings,
  now: number,
  { isForced = false, asked = NOTHING_SPENT }: DecideOptions = {},
): Decision {
  if (settings.paused) return { kind: 'paused' };
  if (!settings.hasAccess) return { kind: 'stopped', why: 'no-access', message: '' };
  const parsed = parseFilter(settings.filter, 'stream');
  if (!parsed.ok) return { kind: 'stopped', why: 'bad-request', message: parsed.error.message };
  const stream = findStream(state, settings.filter);
  const held = isForced ? undefined : findHold(state, stream, settings, now);
  if (held !== undefined) return held;
  const pollAt = findPollTime(stream, settings, now);
  const isPollDue = isForced || pollAt <= now;
  const bound = findDateBounds(parsed.value).from;
  const walked = isPollDue
    ? openGap(stream, { bound, keyVersion: settings.keyVersion, now, isForced })
    : stream;
  const gap = findGap(walked, now);
  if (gap === undefined) return waitForGaps(walked, pollAt);
  const isTop = gap.to === undefined;
  const limit = findBudgetLimit(joinSpent(state.spent, asked, now), settings, isTop, now);
  if (limit === undefined) return { kind: 'request', filter: parsed.value, stream: walked, gap };
  // The part of the day's budget that a poll may use is still there.
  const nextAt = limit.why === 'budget-day' && !isTop ? Math.min(limit.nextAt, pollAt) : limit.nextAt;
  return { kind: 'waiting', why: limit.why, nextAt };
}

function findHold(
  { trouble }: SyncState,
  { refusal }: StreamState,
  settings: SyncSettings,
  now: number,
): Decision | undefined {
  if (refusal !== undefined) return { kind: 'stopped', why: 'bad-request', message: refusal };
  if (trouble === undefined) return undefined;
  const { code, message, nextAt } = trouble;
  const blocking = isBlocking(trouble, settings, now);
  if (blocking === 'stopped') return { kind: 'stopped', why: code, message };
  if (blocking === 'no') return undefined;
  return { kind: 'waiting', why: isLongQuota(trouble) ? 'long-quota' : code, nextAt, message };
}

function waitForGaps({ gaps }: StreamState, pollAt: number): Decision {
  if (gaps.length === 0) return { kind: 'idle', nextAt: pollAt };
  // Every gap left rests. A record of before reasons were kept rests because VirusTotal refused the cursor.
  const [first] = gaps
    .map(({ restUntil = pollAt, restsFor = 'bad-request' }) => ({ restUntil, why: restsFor }))
    .toSorted((a, b) => a.restUntil - b.restUntil);
  const { restUntil, why } = first ?? { restUntil: pollAt, why: 'bad-request' };
  // A poll that rests itself is no reason to look before.
  const isPollResting = gaps[0]?.to === undefined;
  return { kind: 'waiting', why, nextAt: isPollResting ? restUntil : Math.min(pollAt, restUntil) };
}

/** Due at once: the first poll, the first with another key, and any after a clock that went back. */
function findPollTime(stream: StreamState, { intervalMs, keyVersion }: SyncSettings, now: number): number {
  const { polledAt, top } = stream;
  const isOtherKey = top !== undefined && top.keyVersion !== keyVersion;
  return polledAt === undefined || polledAt > now || isOtherKey ? now : polledAt + intervalMs;
}
