import { SECOND_MS } from '../../utils/lang/time.ts';
import { formatRelative, formatSpan, formatWhen } from '../words/format.ts';
import { PROBLEM_WORDS, type Problem } from '../words/problem-words.ts';
import { plural, t } from '../words/translate.ts';

/** How the archive stands to the stream. Times in ms since the epoch; gaps in UTC seconds. */
export interface SyncState {
  readonly phase: 'off' | 'idle' | 'running' | 'waiting';
  readonly lastCompleteAt?: number;
  readonly nextAt?: number;
  readonly problem?: Problem & { readonly at: number };
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  readonly walk?: { readonly rows: number; readonly expected?: number };
  readonly requestsLeft?: number;
}

/** What the engine is doing or what stopped it, as one short sentence. */
export function describeState({ phase, problem, walk, lastCompleteAt }: SyncState, now: number): string {
  if (phase === 'off') return t('syncOff');
  if (phase === 'running') return describeWalk(walk);
  if (problem !== undefined) return t(PROBLEM_WORDS[problem.code].title);
  return lastCompleteAt === undefined ? t('syncNever') : t('syncedAt', formatRelative(lastCompleteAt, now));
}

function describeWalk(walk: SyncState['walk']): string {
  if (walk === undefined) return t('syncRunning');
  return walk.expected === undefined
    ? plural('syncWalk', walk.rows)
    : t('syncWalkOf', walk.rows, Math.max(walk.rows, walk.expected));
}

/** Next try, gap, budget: only what there is to say. */
export function describeExtras(sync: SyncState, now: number): readonly string[] {
  const { phase, problem, gaps, nextAt, requestsLeft } = sync;
  const missing = gaps.reduce((sum, { from, to }) => sum + (to - from), 0);
  return [
    problem !== undefined &&
      phase !== 'running' &&
      nextAt !== undefined &&
      t('syncNext', formatWhen(nextAt, now)),
    gaps.length > 0 && phase !== 'running' && t('syncGap', formatSpan(missing * SECOND_MS)),
    requestsLeft !== undefined && requestsLeft < LOW_BUDGET && plural('requestsLeft', requestsLeft),
  ].filter((text) => text !== false);
}

/** Worth a word only when it may run out. */
const LOW_BUDGET = 200;
