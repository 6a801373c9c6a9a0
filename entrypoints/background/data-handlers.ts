import { storage } from 'wxt/utils/storage';
import { err, ok, type Result } from '../../utils/lang/result.ts';
import { type Clock, DAY_MS, HOUR_MS } from '../../utils/lang/time.ts';
import type { MaintainNowReply, WipeArchive } from '../../utils/messaging/archive-requests.ts';
import type { Problem } from '../../utils/messaging/desk-protocol.ts';
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
}

export interface DataHandlers {
  /** Retention, old tombstones, tidy indexes. */
  maintain(): Promise<MaintainNowReply>;
  /** The same, unless it was done within a day, or failed within an hour. Alarms are lost with Firefox's session, so every start asks. */
  maintainDaily(): Promise<void>;
  wipe(request: WipeArchive): Promise<Result<void, Problem>>;
}

/**
 * A worker woken by the alarm asks twice (its start and the alarm), a run longer than the time between alarms is asked
 * for again meanwhile, and a private window has a background of its own: one run at a time.
 */
const LOCK = 'huntlight-maintain';

const maintainedAt = storage.defineItem<number>('local:maintained-at', { fallback: 0 });
/** What fails takes long and fails again: a full disk is not tried with every alarm. */
const maintenanceFailedAt = storage.defineItem<number>('local:maintenance-failed-at', { fallback: 0 });

/** A clock that went back must not put anything off for years. */
const isWithin = (spanMs: number, at: number, now: number): boolean => at <= now && now - at < spanMs;

/** What is done to the archive as a whole. */
export function createDataHandlers({ access, clock }: DataDeps): DataHandlers {
  async function maintain(): Promise<MaintainNowReply> {
    const [opened, { retention }] = await Promise.all([access.open(), readSettingsOrDefaults()]);
    if (!opened.ok) return { ok: false, problem: toArchiveFault(opened.error) };
    const written = await tryWrite(() => opened.value.archive.maintain(retention, clock()));
    return written.ok ? { ok: true, removed: written.value } : { ok: false, problem: written.error };
  }

  return {
    // Asked for by hand: it waits for a run that may have begun under another retention.
    maintain: () => navigator.locks.request(LOCK, maintain),
    maintainDaily: () =>
      navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
        if (lock === null) return;
        // Read in here: the run before this one may have been today's.
        const now = clock();
        if (isWithin(DAY_MS, await maintainedAt.getValue(), now)) return;
        if (isWithin(HOUR_MS, await maintenanceFailedAt.getValue(), now)) return;
        let isDone = false;
        try {
          isDone = (await maintain()).ok;
        } finally {
          await (isDone ? maintainedAt : maintenanceFailedAt).setValue(now);
        }
      }),
    async wipe({ forgetKey }) {
      const current = await readCurrentArchive();
      if (!current.ok) return err(toArchiveFault(current.error));
      const { account, id } = current.value;
      access.forget();
      const wiped = await wipeArchive(findArchiveDatabaseName(id));
      if (!wiped.ok) return wiped;
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
