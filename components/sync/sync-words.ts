import { DAY_MS, SECOND_MS } from '../../utils/lang/time.ts';
import { formatRelative, formatSpan, formatWhen } from '../words/format.ts';
import { PROBLEM_WORDS, type Problem } from '../words/problem-words.ts';
import { type MessageKey, plural, t } from '../words/translate.ts';

/** A span of UTC seconds; without `from`, as far back as VirusTotal remembers. */
export interface Span {
  readonly from?: number;
  readonly to: number;
}

/** `recordedAt`: when it was found to be lost, ms since the epoch. */
interface LostSpan extends Span {
  readonly from: number;
  readonly cause: keyof typeof LOSS_WORDS;
  readonly recordedAt: number;
  readonly filter?: string;
}

/** How the archive stands to the stream. Times in ms since the epoch unless a span's. */
export interface SyncState {
  readonly phase: 'off' | 'idle' | 'running' | 'waiting' | 'paused' | 'stopped';
  /** When the newest of the stream was last seen. */
  readonly lastSyncAt?: number;
  /** When nothing was left to fetch. */
  readonly lastCompleteAt?: number;
  readonly nextAt?: number;
  readonly problem?: Problem & { readonly at: number };
  /** Why nothing is asked for although nothing failed. */
  readonly hold?: keyof typeof HOLD_WORDS;
  /** Not fetched yet. */
  readonly gaps: readonly Span[];
  /** Not fetched when another filter was set: nothing walks it now. */
  readonly left?: readonly (Span & { readonly filter: string })[];
  /** May be missing for good. */
  readonly losses?: readonly LostSpan[];
  /** The record of gaps and losses was damaged, and begun anew then. */
  readonly replacedAt?: number;
  readonly walk?: { readonly rows: number; readonly expected?: number; readonly timeLeftMs?: number };
  readonly spent?: {
    readonly minute: number;
    readonly perMinute: number;
    readonly today: number;
    readonly perDay: number;
  };
  readonly requestsLeft?: number;
}

/** Why the archive's daily upkeep failed, and when. */
export type Upkeep = Problem & { readonly at: number };

const HOLD_WORDS = {
  'budget-minute': 'holdMinute',
  'budget-day': 'holdDay',
  'long-quota': 'holdLongQuota',
  'no-way-on': 'holdNoWayOn',
} as const satisfies Record<string, MessageKey>;

export const LOSS_WORDS = {
  expired: 'lossExpired',
  unreadable: 'lossUnreadable',
  'other-key': 'lossOtherKey',
} as const satisfies Record<string, MessageKey>;

/** The problem that the user has to mend, where there is one: what passes by itself is only told. */
export function findFault({ phase, problem }: Pick<SyncState, 'phase' | 'problem'>): Problem | undefined {
  if (problem === undefined || phase === 'off') return undefined;
  return phase === 'stopped' || PROBLEM_WORDS[problem.code].fix !== 'passes' ? problem : undefined;
}

export type Tone = 'off' | 'ok' | 'busy' | 'warn' | 'bad';

/** `bad`: the user has to mend something; `warn`: it goes on by itself, or something is missing still. */
export function findTone(sync: SyncState, now: number, upkeep?: Upkeep): Tone {
  const { phase, problem, hold, gaps, left = [] } = sync;
  if (phase === 'off' || phase === 'paused') return 'off';
  if (phase === 'running') return 'busy';
  if (findFault(sync) !== undefined) return 'bad';
  const isWaiting = problem !== undefined || hold !== undefined || upkeep !== undefined;
  return isWaiting || gaps.length + left.length > 0 || hasLost(sync, now - ALARMING_MS) ? 'warn' : 'ok';
}

/** A loss cannot be mended, so that a line which stayed amber for it would soon be overlooked. */
const ALARMING_MS = 7 * DAY_MS;
/** Said in the line for so long, and in the report for good. */
const SAID_MS = 30 * DAY_MS;

const hasLost = (sync: SyncState, since: number): boolean =>
  findLosses(sync, since).length > 0 || isReplaced(sync, since);

const findLosses = ({ losses = [] }: SyncState, since: number): readonly LostSpan[] =>
  losses.filter(({ recordedAt }) => recordedAt > since);

const isReplaced = ({ replacedAt }: SyncState, since: number): boolean =>
  replacedAt !== undefined && replacedAt > since;

/** What the engine is doing or what stopped it, as one short sentence. */
export function describeState(sync: SyncState, now: number): string {
  const { phase, problem, hold, walk, lastSyncAt } = sync;
  if (phase === 'off') return t('syncOff');
  if (phase === 'paused') return t('syncPaused');
  if (phase === 'running') return describeWalk(walk);
  if (hold !== undefined) return t(HOLD_WORDS[hold]);
  if (problem !== undefined) return t(PROBLEM_WORDS[problem.code].title);
  return lastSyncAt === undefined ? t('syncNever') : t('syncedAt', formatRelative(lastSyncAt, now));
}

function describeWalk(walk: SyncState['walk']): string {
  if (walk === undefined) return t('syncRunning');
  return walk.expected === undefined
    ? plural('syncWalk', walk.rows)
    : t('syncWalkOf', walk.rows, Math.max(walk.rows, walk.expected));
}

/** Time left, next try, loss, gap, upkeep, budget: only what there is to say. */
export function describeExtras(sync: SyncState, now: number, upkeep?: Upkeep): readonly string[] {
  const { phase, problem, hold, gaps, left = [], nextAt, requestsLeft, walk } = sync;
  const losses = findLosses(sync, now - SAID_MS);
  const waits = phase !== 'running' && (problem !== undefined || hold !== undefined);
  return [
    phase === 'running' && walk?.timeLeftMs !== undefined && t('syncTimeLeft', formatSpan(walk.timeLeftMs)),
    waits && nextAt !== undefined && t('syncNext', formatWhen(nextAt, now)),
    // First what nothing mends: a narrow line is cut off.
    losses.length > 0 && t('syncLost', formatSpan(measureLosses(losses) * SECOND_MS)),
    phase !== 'running' && gaps.length > 0 && describeGaps(gaps),
    left.length > 0 && t('syncLeft'),
    isReplaced(sync, now - SAID_MS) && t('syncReplacedShort'),
    upkeep !== undefined && t('upkeepFailed'),
    requestsLeft !== undefined && requestsLeft < LOW_BUDGET && plural('requestsLeft', requestsLeft),
  ].filter((text) => text !== false);
}

/** Worth a word only when it may run out. */
const LOW_BUDGET = 200;

function describeGaps(gaps: readonly Span[]): string {
  const seconds = gaps.map(({ from, to }) => (from === undefined ? Number.NaN : to - from));
  const missing = seconds.reduce((sum, each) => sum + each, 0);
  return Number.isNaN(missing) ? t('syncGapOpen') : t('syncGap', formatSpan(missing * SECOND_MS));
}

/** Seconds; what was lost under two filters, or for two reasons, counts once. */
function measureLosses(losses: readonly LostSpan[]): number {
  let seconds = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of losses.toSorted((a, b) => a.from - b.from)) {
    seconds += Math.max(0, to - Math.max(from, end + 1) + 1);
    end = Math.max(end, to);
  }
  return seconds;
}
