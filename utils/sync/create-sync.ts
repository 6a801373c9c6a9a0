import type { Clock } from '../lang/time.ts';
import { askedIdOf } from './asked.ts';
import { type Decision, decide } from './decide.ts';
import { describeSync, type SyncStatus } from './describe-sync.ts';
import {
  type CommitReport,
  StoreFault,
  type StoreFaultCode,
  type StreamError,
  type StreamPage,
  type StreamPageCommit,
  type StreamSource,
  type SyncStore,
} from './ports.ts';
import type { SyncSettings } from './settings.ts';
import { parseSpent, parseSyncState, type Spent, type SyncState, stateIdOf } from './state.ts';
import { applyError, applyFailure, applyPage, planStep, type Step } from './step-state.ts';

/**
 * Runs `work` unless another context is syncing, and then gives `undefined`. Two walks at once would fetch the same rows
 * and lose none, but the record of the one that commits last would forget what the other's knew: a loss, a budget.
 */
export type SyncLock = <T>(work: () => Promise<T>) => Promise<T | undefined>;

export interface SyncDeps {
  readonly source: StreamSource;
  readonly store: SyncStore<unknown>;
  readonly clock: Clock;
  /** [0, 1) */
  readonly random: () => number;
  readonly readSettings: () => Promise<SyncSettings>;
  /** Across contexts (Web Locks, `ifAvailable`). */
  readonly lock?: SyncLock;
}

export type SyncOutcome =
  /** A stream page is in the archive. */
  | { readonly kind: 'progress'; readonly report: CommitReport; readonly rejected: number }
  /** The request failed; the next decision says what follows. */
  | { readonly kind: 'failed'; readonly error: StreamError }
  /** The store kept nothing of this step, and lost nothing. */
  | { readonly kind: 'store-fault'; readonly code: StoreFaultCode }
  /** Another context, or another call, is at it. */
  | { readonly kind: 'busy' }
  | Exclude<Decision, { readonly kind: 'request' }>;

export interface BurstOptions {
  /** No step begins after this, ms since the epoch. */
  readonly untilMs?: number;
  readonly maxPages?: number;
  /** Checked between steps: a step that has begun is finished. */
  readonly signal?: AbortSignal;
}

/**
 * The sync engine. It holds nothing that matters: each step reads its progress record, and a worker that dies at any
 * await has fetched at most one stream page in vain.
 */
export interface Sync {
  /** At most one request and what it brought: decide, reserve, request, commit. Never throws what can be expected. */
  step(): Promise<SyncOutcome>;
  /** Steps until nothing is left to do or allowed, or the options end it; gives the last outcome. */
  runBurst(options?: BurstOptions): Promise<SyncOutcome>;
  /** The user's "sync now": the next step polls, whatever was to be waited for; budgets still hold. */
  openPoll(): void;
  readStatus(): Promise<SyncStatus>;
}

export function createSync(deps: SyncDeps): Sync {
  const { clock, readSettings, lock = (work) => work() } = deps;
  let isRunning = false;
  let isPollAsked = false;

  const takeStep = async (): Promise<SyncOutcome> => {
    const isForced = isPollAsked;
    isPollAsked = false;
    return runStep(deps, isForced);
  };

  const alone = async (work: () => Promise<SyncOutcome>): Promise<SyncOutcome> => {
    if (isRunning) return { kind: 'busy' };
    isRunning = true;
    try {
      return (await lock(work)) ?? { kind: 'busy' };
    } finally {
      isRunning = false;
    }
  };

  return {
    step: () => alone(takeStep),
    runBurst: ({ untilMs = Number.POSITIVE_INFINITY, maxPages = Number.POSITIVE_INFINITY, signal } = {}) =>
      alone(async () => {
        let outcome = await takeStep();
        for (let pages = 1; pages < maxPages && isWorthGoingOn(outcome); pages++) {
          if (signal?.aborted || clock() >= untilMs) break;
          outcome = await takeStep();
        }
        return outcome;
      }),
    openPoll() {
      isPollAsked = true;
    },
    async readStatus() {
      const settings = await readSettings();
      const { state, asked } = await readRecords(deps, settings);
      return describeSync(state, settings, clock(), asked);
    },
  };
}

const isWorthGoingOn = ({ kind }: SyncOutcome): boolean => kind === 'progress' || kind === 'failed';

async function readRecords(
  { store, clock }: SyncDeps,
  settings: SyncSettings,
): Promise<{ readonly state: SyncState; readonly asked: Spent }> {
  const state = await store.readSyncState(stateIdOf(settings.account));
  const asked = await store.readSyncState(askedIdOf(settings.account));
  return { state: parseSyncState(state, clock()), asked: parseSpent(asked) };
}

/** Every await here is a place where the worker may die (tests/sync/simulation.test.ts kills it at each). */
async function runStep(deps: SyncDeps, isForced: boolean): Promise<SyncOutcome> {
  const { source, clock, readSettings } = deps;
  const settings = await readSettings();
  try {
    const { state, asked } = await readRecords(deps, settings);
    const decision = decide(state, settings, clock(), { isForced, asked });
    if (decision.kind !== 'request') return decision;
    const step = planStep(state, settings, decision, clock());
    await commit(deps, step, { state: step.state });
    const answer = await source.readStreamPage(step.request);
    return answer.ok ? await keepPage(deps, step, answer.value) : await keepError(deps, step, answer.error);
  } catch (error) {
    if (error instanceof StoreFault) return { kind: 'store-fault', code: error.code };
    throw error;
  }
}

async function keepPage(deps: SyncDeps, step: Step, page: StreamPage): Promise<SyncOutcome> {
  const { state, rejected } = applyPage(step, page, deps.clock());
  try {
    const { notifications, servedAt } = page;
    const served = servedAt === undefined ? {} : { servedAt };
    const backlog = step.gap.isFirst ? { isBacklog: true as const } : {};
    const report = await commit(deps, step, { state, notifications, rejected, ...backlog, ...served });
    return { kind: 'progress', report, rejected: rejected.length };
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    // A small record may fit where a stream page does not: without it, the page would be asked for again and again.
    const failure = { code: error.code, message: error.message };
    await commit(deps, step, { state: applyFailure(step, failure, deps.clock(), deps.random) });
    return { kind: 'store-fault', code: error.code };
  }
}

async function keepError(deps: SyncDeps, step: Step, error: StreamError): Promise<SyncOutcome> {
  await commit(deps, step, { state: applyError(step, error, deps.clock(), deps.random) });
  return { kind: 'failed', error };
}

function commit(
  { store, clock }: SyncDeps,
  { settings }: Step,
  kept: Pick<StreamPageCommit<unknown>, 'state'> & Partial<StreamPageCommit<unknown>>,
): Promise<CommitReport> {
  const stateId = stateIdOf(settings.account);
  return store.commitStreamPage({ stateId, notifications: [], rejected: [], at: clock(), ...kept });
}
