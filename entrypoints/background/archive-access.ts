import { err, ok, type Result } from '../../utils/lang/result.ts';
import { DESK_CHANNEL } from '../../utils/messaging/desk-protocol.ts';
import { type Account, findArchiveDatabaseName } from '../../utils/store/account.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { openArchive } from '../../utils/store/open-archive.ts';
import { readCurrentArchive } from './current-archive.ts';

export interface OpenedArchive {
  readonly account: Account | undefined;
  readonly archive: Archive;
  /** Name of its database. */
  readonly name: string;
}

/** Keeps the archive of the current account open. The connection may be closed under us at any time: it opens again. */
export interface ArchiveAccess {
  open(): Promise<Result<OpenedArchive, ArchiveProblem>>;
  /** After the account changed: the next `open` looks again. */
  forget(): void;
}

/** `onClosed`: the connection was closed under us (a wipe, a later version); what holds the archive must open it again. */
export function createArchiveAccess(
  onChange: (change: { keys: boolean }) => void,
  onClosed: () => void = () => undefined,
): ArchiveAccess {
  let opening: Promise<Result<OpenedArchive, ArchiveProblem>> | undefined;

  async function openNow(): Promise<Result<OpenedArchive, ArchiveProblem>> {
    const current = await readCurrentArchive();
    if (!current.ok) return current;
    const { account, id } = current.value;
    const name = findArchiveDatabaseName(id);
    const opened = await openArchive(name, {
      channel: new BroadcastChannel(`${DESK_CHANNEL}-${name}`),
      mustExist: account !== undefined,
      onClosed: () => {
        opening = undefined;
        // Its changes are no news any more.
        if (opened.ok) opened.value.close();
        onClosed();
      },
    });
    if (!opened.ok) return err(opened.error);
    opened.value.onChange(onChange);
    return ok({ account, archive: opened.value, name });
  }

  return {
    async open() {
      opening ??= openNow();
      const opened = await opening;
      // A problem may pass (a full disk, another context migrating): look again next time.
      if (!opened.ok) opening = undefined;
      return opened;
    },
    forget() {
      void opening?.then((opened) => opened.ok && opened.value.archive.close());
      opening = undefined;
    },
  };
}
