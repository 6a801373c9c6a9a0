import { backoffMs } from '../lang/backoff.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../lang/time.ts';
import type { SyncSettings } from './settings.ts';
import type { Spent, Trouble, TroubleCode } from './state.ts';

const FIRST_WAIT_MS = 30 * SECOND_MS;
/** A `Retry-After` below this is a mistake as well: of 0, or of a date that is past. */
const SHORTEST_WAIT_MS = 5 * SECOND_MS;
/** A `Retry-After` beyond this is a mistake: quotas end at midnight or with the month, which is asked for hourly. */
const LONGEST_WAIT_MS = DAY_MS;
/** So that not everybody's extension asks in the first second after midnight. */
const MIDNIGHT_SPREAD_MS = MINUTE_MS;

export const nextMidnight = (now: number): number => (Math.floor(now / DAY_MS) + 1) * DAY_MS;

/** What was spent in the minute and the UTC day of `now`. A clock that went back begins both anew. */
export function readSpent(spent: Spent, now: number): { readonly minute: number; readonly today: number } {
  const age = now - spent.minuteStartedAt;
  return {
    minute: age >= 0 && age < MINUTE_MS ? spent.minute : 0,
    today: spent.day === Math.floor(now / DAY_MS) ? spent.today : 0,
  };
}

/** Counts a request before it is sent: one that the worker does not survive has been spent too. */
export function spendRequest(spent: Spent, now: number): Spent {
  const { minute, today } = readSpent(spent, now);
  return {
    minuteStartedAt: minute === 0 ? now : spent.minuteStartedAt,
    minute: minute + 1,
    day: Math.floor(now / DAY_MS),
    today: today + 1,
  };
}

export type BudgetLimit = { readonly why: 'budget-minute' | 'budget-day'; readonly nextAt: number };

/**
 * Which budget forbids a request now. A walk through older gaps leaves enough of the day for its remaining polls (half
 * of it at most), so that a long first sync does not silence what is new.
 */
export function findBudgetLimit(
  spent: Spent,
  settings: SyncSettings,
  isTop: boolean,
  now: number,
): BudgetLimit | undefined {
  const { minute, today } = readSpent(spent, now);
  const midnight = nextMidnight(now);
  const polls = Math.ceil((midnight - now) / settings.intervalMs);
  const reserve = isTop ? 0 : Math.min(polls, Math.floor(settings.perDay / 2));
  if (today >= settings.perDay - reserve) return { why: 'budget-day', nextAt: midnight };
  if (minute >= settings.perMinute)
    return { why: 'budget-minute', nextAt: spent.minuteStartedAt + MINUTE_MS };
  return undefined;
}

export interface Failure {
  readonly code: TroubleCode;
  readonly message: string;
  readonly retryAfterMs?: number;
}

/**
 * A failure that comes this much later than it could have is another matter: the browser was closed, the machine slept, and
 * nobody knows how it was meanwhile.
 */
const LULL_MS = 10 * MINUTE_MS;

/** The trouble after one more failure. One of another kind begins a new run. */
export function recordFailure(
  before: Trouble | undefined,
  { code, message, retryAfterMs }: Failure,
  settings: SyncSettings,
  now: number,
  random: () => number,
): Trouble {
  const isSameRun =
    before !== undefined &&
    isThrottle(before.code) === isThrottle(code) &&
    before.since <= now &&
    now - before.nextAt <= LULL_MS;
  const run = {
    code,
    message,
    at: now,
    since: isSameRun ? before.since : now,
    failures: isSameRun ? before.failures + 1 : 1,
  };
  const own = findWait(run, settings, now, random);
  // A server that named a time and refused again at that time is not believed twice: from then on its word can only
  // lengthen the wait, or an answer of 0 would spend the day's budget in minutes.
  const least = run.failures === 1 ? SHORTEST_WAIT_MS : own;
  const wait = retryAfterMs === undefined ? own : Math.max(retryAfterMs, least);
  return { ...run, nextAt: now + Math.min(wait, LONGEST_WAIT_MS), keyVersion: settings.keyVersion };
}

const isThrottle = (code: TroubleCode): boolean => code === 'quota' || code === 'busy';

function findWait(
  { code, since, failures }: Pick<Trouble, 'code' | 'since' | 'failures'>,
  settings: SyncSettings,
  now: number,
  random: () => number,
): number {
  // A daily or monthly quota: hourly, and when the day begins.
  if (isLongQuota({ code, since, at: now }))
    return Math.min(HOUR_MS, nextMidnight(now) - now + MIDNIGHT_SPREAD_MS * random());
  // Being offline is nobody's fault, and costs nobody anything to try.
  const capMs = code === 'offline' ? Math.min(settings.intervalMs, HOUR_MS) : HOUR_MS;
  return backoffMs({ failures, baseMs: FIRST_WAIT_MS, capMs, random });
}

/** Throttled for an hour: not a minute's quota. VirusTotal's answer does not tell which. */
export function isLongQuota({ code, since, at }: Pick<Trouble, 'code' | 'since' | 'at'>): boolean {
  return isThrottle(code) && at - since >= HOUR_MS;
}

/**
 * Does the trouble forbid a request now? A refused key forbids until it changes, the rest until `nextAt`. A clock that
 * went back ends every wait: one request too early is better than a wait of years.
 */
export function isBlocking(
  trouble: Trouble,
  settings: SyncSettings,
  now: number,
): 'stopped' | 'waiting' | 'no' {
  const { code, at, nextAt, keyVersion } = trouble;
  if (keyVersion !== settings.keyVersion) return 'no';
  if (code === 'unauthorised' || code === 'forbidden') return 'stopped';
  // As long as it lasts, the settings say so.
  if (code === 'no-access') return 'no';
  return at <= now && now < nextAt ? 'waiting' : 'no';
}
