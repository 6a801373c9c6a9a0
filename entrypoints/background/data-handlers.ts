import { storage } from 'wxt/utils/storage';
import { err, ok, type Result } from '../../utils/lang/result.ts';
import { type Clock, DAY_MS, HOUR_MS } from '../../utils/lang/time.ts';
import type { MaintainNowReply, WipeArchive } from '../../utils/messaging/archive-requests.ts';
import type { Problem, Upkeep } from '../../utils/messaging/desk-protocol.ts';
import { clearAccount, findArchiveDatabaseName } from '../../utils/store/account.ts';
import { openArchive } from '../../utils/store/open-archive.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { dropArchive } from './archive-handlers.ts';
import { readArchiveList } from './archive-list.ts';
import { FIRST_ARCHIVE_ID, readCurrentArchive } from './current-archive.ts';
import { toArchiveFault, tryDelete, tryWrite } from './problems.ts';
import { readSettingsOrDefaults } from './site-modes.ts';

export interface DataDeps {
  readonly access: ArchiveAccess;
  readonly clock: Clock;
  /** A run is over, well or not. */
  readonly onUpkeep?: () => void;
}

export interface DataHandlers {
  /** Retention, old tombstones, tidy indexes. */
  maintain(): Promise<MaintainNowReply>;
  /** The same, unless it was done within a day, or failed within an hour. Alarms are lost with Firefox's session, so every start asks. */
  maintainDaily(): Promise<void>;
  /** Why the last run failed in this archive; `undefined` when it did not. */
  readUpkeep(archive: string): Promise<Upkeep | undefined>;
  wipe(request: WipeArchive): Promise<Result<void, Problem>>;
}

/**
 * A worker woken by the alarm asks twice (its start and the alarm), a run longer than the time between alarms is asked
 * for again meanwhile, and a private window has a background of its own: one run at a time.
 */
const LOCK = 'huntlight-maintain';

const maintainedAt = storage.defineItem<number>('local:maintained-at', { fallback: 0 });

/** Which archive it was: the user may have left it. Without a problem, it did not open, which every screen tells already. */
interface MaintenanceFailure {
  readonly at: number;
  readonly archive?: string;
  readonly problem?: Problem;
}
/**
 * The last run, where it failed: told until one succeeds. What fails takes long and fails again: a full disk is not tried
 * with every alarm.
 */
const maintenanceFailure = storage.defineItem<MaintenanceFailure>('local:maintenance-failure', {
  fallback: { at: 0 },
});

/** A clock that went back must not put anything off for years. */
const isWithin = (spanMs: number, at: number, now: number): boolean => at <= now && now - at < spanMs;

/** What is done to the archive as a whole. */
export function createDataHandlers({ access, clock, onUpkeep = () => undefined }: DataDeps): DataHandlers {
  /** By hand, a failure is told at once, where it was asked for. */
  async function maintain(isDaily = false): Promise<MaintainNowReply> {
    const at = clock();
    const remember = async (failure: MaintenanceFailure) => {
      if (isDaily) await maintenanceFailure.setValue(failure);
    };
    const [opened, { retention }] = await Promise.all([access.open(), readSettingsOrDefaults()]);
    if (!opened.ok) {
      await remember({ at });
      return { ok: false, problem: toArchiveFault(opened.error) };
    }
    const { archive, name } = opened.value;
    const fail = (problem: Problem) => remember({ at, archive: name, problem });
    try {
      const written = await tryWrite(() => archive.maintain(retention, at));
      await (written.ok ? maintenanceFailure.removeValue() : fail(written.error));
      return written.ok ? { ok: true, removed: written.value } : { ok: false, problem: written.error };
    } catch (error) {
      await fail({ code: 'archive-failed', message: String(error) });
      throw error;
    } finally {
      onUpkeep();
    }
  }

  return {
    // Asked for by hand: it waits for a run that may have begun under another retention.
    maintain: () => navigator.locks.request(LOCK, () => maintain()),
    maintainDaily: () =>
      navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
        if (lock === null) return;
        // Read in here: the run before this one may have been today's.
        const now = clock();
        if (isWithin(DAY_MS, await maintainedAt.getValue(), now)) return;
        if (isWithin(HOUR_MS, (await maintenanceFailure.getValue()).at, now)) return;
        if ((await maintain(true)).ok) await maintainedAt.setValue(now);
      }),
    async readUpkeep(archive) {
      const failure = await maintenanceFailure.getValue();
      if (failure.archive !== archive || failure.problem === undefined) return undefined;
      return { ...failure.problem, at: failure.at };
    },
    async wipe({ forgetKey }) {
      const current = await readCurrentArchive();
      if (!current.ok) return err(toArchiveFault(current.error));
      const { account, id } = current.value;
      access.forget();
      const wiped = await wipeArchive(findArchiveDatabaseName(id));
      if (!wiped.ok) return wiped;
      await maintenanceFailure.removeValue();
      const forgotten = forgetKey && account !== undefined ? await forgetAccount() : ok(undefined);
      access.forget();
      return forgotten;
    },
  };
}

/** Gone and made anew, empty: an account without its archive would be told that the browser lost it. */
async function wipeArchive(name: string): Promise<Result<void, Problem>> {
  const deleted = await tryDelete(name);
  if (!deleted.ok) return deleted;
  const opened = await openArchive(name);
  if (!opened.ok) return err(toArchiveFault(opened.error));
  opened.value.close();
  return ok(undefined);
}

/** With the key go the archives that keys before it have left: no key is there that could lead to one of them. */
async function forgetAccount(): Promise<Result<void, Problem>> {
  const cleared = await clearAccount();
  if (!cleared.ok) return err(toArchiveFault(cleared.error));
  const archives = await readArchiveList();
  if (!archives.ok) return err(toArchiveFault(archives.error));
  for (const { id } of archives.value) {
    const dropped = await dropArchive(id);
    if (!dropped.ok) return dropped;
  }
  // In use from now on; it is listed only if a key had it.
  return wipeArchive(findArchiveDatabaseName(FIRST_ARCHIVE_ID));
}
