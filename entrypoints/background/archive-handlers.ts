import { err, ok, type Result } from '../../utils/lang/result.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { ChooseArchiveReply } from '../../utils/messaging/archive-requests.ts';
import type { Problem } from '../../utils/messaging/desk-protocol.ts';
import { findArchiveDatabaseName, moveAccount, removeArchiveEntry } from '../../utils/store/account.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import { openArchive } from '../../utils/store/open-archive.ts';
import { carrySpent } from '../../utils/sync/asked.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { type ListedArchive, readArchiveList } from './archive-list.ts';
import { toArchiveFault, tryDelete, tryWrite } from './problems.ts';

interface ArchiveHandlersDeps {
  readonly access: ArchiveAccess;
  readonly clock: Clock;
}

type NotDone = Exclude<ChooseArchiveReply, { outcome: 'done' }>;
type Outcome = NotDone | { readonly outcome: 'done' };

export interface ArchiveHandlers {
  /** From now on the stream of the key in use is synced into this one. */
  use(id: string): Promise<Outcome>;
  /** Never the one in use. */
  remove(id: string): Promise<Outcome>;
}

/** One at a time: what one takes into use the other must not delete, in whichever window it was asked for. */
const LOCK = 'huntlight-archives';

const DONE = { outcome: 'done' } as const;
const fail = (problem: Problem): NotDone => ({ outcome: 'failed', problem });
const refuse = (why: Extract<NotDone, { outcome: 'refused' }>['why']): NotDone => ({
  outcome: 'refused',
  why,
});

/** What is done with the archives of this browser that are not in use. */
export function createArchiveHandlers({ access, clock }: ArchiveHandlersDeps): ArchiveHandlers {
  /** What the key spent today counts in its new archive. Not to be counted is no reason not to be used. */
  async function carryBudget(to: Archive): Promise<void> {
    const from = await access.open();
    if (!from.ok || from.value.account === undefined) return;
    const { archive, account } = from.value;
    await tryWrite(() => carrySpent(archive, to, account.apiAddress, clock()));
  }

  async function take({ id, database }: ListedArchive): Promise<Outcome> {
    // Opened before it is in use, so that an account never points to what does not open.
    const opened = await openArchive(database, { mustExist: true });
    if (!opened.ok) return fail(toArchiveFault(opened.error));
    await carryBudget(opened.value);
    opened.value.close();
    const moved = await moveAccount(id);
    if (!moved.ok) return fail(toArchiveFault(moved.error));
    // Only the account says which archive is in use.
    if (!moved.value) return refuse('no-key');
    access.forget();
    return DONE;
  }

  const withListed = (id: string, work: (archive: ListedArchive) => Promise<Outcome>): Promise<Outcome> =>
    navigator.locks.request(LOCK, async () => {
      const list = await readArchiveList();
      if (!list.ok) return fail(toArchiveFault(list.error));
      const archive = list.value.find((each) => each.id === id);
      return archive === undefined ? refuse('unlisted') : work(archive);
    });

  return {
    use: (id) => withListed(id, async (archive) => (archive.isInUse ? DONE : take(archive))),
    remove: (id) =>
      withListed(id, async ({ isInUse }) => {
        if (isInUse) return refuse('in-use');
        const dropped = await dropArchive(id);
        return dropped.ok ? DONE : fail(dropped.error);
      }),
  };
}

/** The database first: a worker that dies between leaves an archive in the list that is gone, and not one that nobody finds. */
export async function dropArchive(id: string): Promise<Result<void, Problem>> {
  const deleted = await tryDelete(findArchiveDatabaseName(id));
  if (!deleted.ok) return deleted;
  const unlisted = await removeArchiveEntry(id);
  return unlisted.ok ? ok(undefined) : err(toArchiveFault(unlisted.error));
}
