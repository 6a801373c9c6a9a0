import { err, ok, type Result } from '../../utils/lang/result.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import type { Problem, ProblemCode, SyncStatus } from '../../utils/messaging/desk-protocol.ts';
import type { Account } from '../../utils/store/account.ts';
import { createSync, type Sync, type SyncLock } from '../../utils/sync/create-sync.ts';
import type { SyncStatus as EngineStatus } from '../../utils/sync/describe-sync.ts';
import type { SyncSettings } from '../../utils/sync/settings.ts';
import { createClient } from './account-handlers.ts';
import type { ArchiveAccess, OpenedArchive } from './archive-access.ts';
import { hasServerAccess } from './host-access.ts';
import type { HuntingNotices } from './hunting-notices.ts';
import { createMuteTest } from './mute-test.ts';
import { toArchiveFault, tryWrite } from './problems.ts';
import { readSettingsOrDefaults } from './site-modes.ts';

export interface SyncRunner {
  /** One burst: walks what is due, then returns. Ends at once when another context syncs. */
  runBurst(): Promise<void>;
  /** "Sync now": makes a poll due; the burst that does it is not waited for. */
  syncNow(): Promise<SyncStatus>;
  readStatus(): Promise<SyncStatus>;
}

/** Browsers stop an idle worker after 30 seconds. The next alarm goes on where this burst ends. */
const BURST_MS = 25 * SECOND_MS;
const ROWS_PER_STREAM_PAGE = 40;
const OFF: SyncStatus = { phase: 'off', gaps: [] };

const stoppedBy = (problem: Problem): SyncStatus => ({
  phase: 'stopped',
  problem: { ...problem, at: Date.now() },
  gaps: [],
});

interface SyncRunnerDeps {
  readonly access: ArchiveAccess;
  readonly notices: HuntingNotices;
  readonly onBug: (error: unknown) => void;
  /** A burst is over. It may have ended without a row: what it waits for, or that it was paused, is news as well. */
  readonly onBurstEnd: () => void;
}

/** Joins engine, client and archive of the current account. */
export function createSyncRunner({ access, notices, onBug, onBurstEnd }: SyncRunnerDeps): SyncRunner {
  let current: { readonly opened: OpenedArchive; readonly sync: Sync } | undefined;

  async function findSync(): Promise<Result<Sync | undefined, Problem>> {
    const opened = await access.open();
    if (!opened.ok) return err(toArchiveFault(opened.error));
    if (opened.value.account === undefined) return ok(undefined);
    if (current?.opened !== opened.value) {
      current = { opened: opened.value, sync: joinSync(opened.value, opened.value.account, notices) };
    }
    return ok(current.sync);
  }

  const runBurst = () => walk().finally(onBurstEnd);

  async function walk(): Promise<void> {
    const untilMs = Date.now() + BURST_MS;
    let walked: Sync | undefined;
    let sync = await findOpenSync();
    // Another archive may come into use meanwhile: the one that was walked is closed then, and the lock that its walk
    // held has kept the other one waiting.
    while (sync !== undefined && sync !== walked && Date.now() < untilMs) {
      await sync.runBurst({ untilMs });
      walked = sync;
      sync = await findOpenSync();
    }
    if (sync === undefined) return;
    const { phase, hold } = await readStatus();
    if (phase !== 'running') await notices.tell(hold === 'budget-minute');
  }

  async function findOpenSync(): Promise<Sync | undefined> {
    const found = await findSync();
    return found.ok ? found.value : undefined;
  }

  /** An archive that does not open, or cannot be read, is no missing key: nothing is synced until it is mended. */
  async function readStatus(): Promise<SyncStatus> {
    const found = await findSync();
    if (!found.ok) return stoppedBy(found.error);
    const { value: sync } = found;
    if (sync === undefined) return OFF;
    const status = await tryWrite(() => sync.readStatus());
    return status.ok ? toDeskStatus(status.value) : stoppedBy(status.error);
  }

  return {
    runBurst,
    readStatus,
    async syncNow() {
      (await findOpenSync())?.openPoll();
      runBurst().catch(onBug);
      return readStatus();
    },
  };
}

function joinSync({ archive }: OpenedArchive, account: Account, notices: HuntingNotices): Sync {
  return createSync({
    source: createClient(account),
    store: {
      readSyncState: archive.readSyncState,
      async commitStreamPage(commit) {
        const isMuted = createMuteTest((await readSettingsOrDefaults()).muted);
        const read = new Set(commit.notifications.filter(isMuted).map(({ id }) => id));
        const report = await archive.commitStreamPage({ ...commit, read });
        // However many bursts and workers the first walk takes, nobody needs to be told that all was new.
        if (!commit.isBacklog) await notices.collect(report.added);
        return report;
      },
    },
    clock: Date.now,
    random: Math.random,
    readSettings: () => readSyncSettings(account),
    lock: lockAcrossContexts,
  });
}

async function readSyncSettings(account: Account): Promise<SyncSettings> {
  const settings = await readSettingsOrDefaults();
  return {
    account: account.apiAddress,
    keyVersion: String(account.savedAt),
    filter: settings.streamFilter,
    intervalMs: settings.syncEveryMinutes * 60 * SECOND_MS,
    perMinute: settings.requestsPerMinute,
    perDay: settings.requestsPerDay,
    limit: ROWS_PER_STREAM_PAGE,
    descriptorsOnly: settings.descriptorsOnly,
    paused: settings.paused,
    hasAccess: await hasServerAccess(account.apiAddress),
  };
}

/** A private window has its own background: a Web Lock keeps the two from spending requests on the same rows. */
const lockAcrossContexts: SyncLock = (work) =>
  navigator.locks.request('huntlight-sync', { ifAvailable: true }, (lock) =>
    lock === null ? undefined : work(),
  );

function toDeskStatus(status: EngineStatus): SyncStatus {
  const { phase, why, message = '', spent, rows, share, timeLeftMs } = status;
  const problem = why === undefined ? undefined : toProblemCode(why);
  return {
    phase: phase === 'walking' ? 'running' : phase,
    ...(status.lastSyncAt === undefined ? {} : { lastSyncAt: status.lastSyncAt }),
    ...(status.lastCompleteAt === undefined ? {} : { lastCompleteAt: status.lastCompleteAt }),
    ...(status.nextAt === undefined ? {} : { nextAt: status.nextAt }),
    ...(problem && { problem: { code: problem, message, at: Date.now() } }),
    ...(isHold(why) ? { hold: why } : {}),
    gaps: status.gaps,
    ...(status.replacedAt === undefined ? {} : { replacedAt: status.replacedAt }),
    left: status.left,
    losses: status.losses,
    ...((phase === 'walking' || rows > 0) && {
      walk: {
        rows,
        ...(share ? { expected: Math.round(rows / share) } : {}),
        ...(timeLeftMs === undefined ? {} : { timeLeftMs }),
      },
    }),
    spent,
    requestsLeft: Math.max(0, spent.perDay - spent.today),
  };
}

const HOLDS: readonly EngineStatus['why'][] = ['budget-minute', 'budget-day', 'long-quota', 'no-way-on'];

const isHold = (why: EngineStatus['why']): why is NonNullable<SyncStatus['hold']> => HOLDS.includes(why);

/** What is no fault of any request is no problem, but a hold: the user's own budget, an answer that leads nowhere. */
function toProblemCode(why: NonNullable<EngineStatus['why']>): ProblemCode | undefined {
  switch (why) {
    case 'disk-full':
    case 'closed':
    case 'failed':
      return `archive-${why}`;
    case 'long-quota':
      return 'quota';
    case 'budget-minute':
    case 'budget-day':
    case 'no-way-on':
      return undefined;
    default:
      return why;
  }
}
