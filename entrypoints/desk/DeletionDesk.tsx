import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { createDeletions, DeletionsContext } from '../../components/stream/deletions.ts';
import type { Desk } from './desk.ts';
import type { ArchiveState } from './desk-hooks.ts';

interface DeletionDeskProps {
  readonly desk: Desk;
  readonly archive: ArchiveState;
  readonly children: ComponentChildren;
}

/** Lets every detail inside it delete its notification. */
export function DeletionDesk({ desk, archive, children }: DeletionDeskProps) {
  const opened = archive.phase === 'open' ? archive.opened : undefined;
  const value = useMemo(
    () =>
      opened && {
        hasAccount: opened.account !== undefined,
        deletions: createDeletions({
          remove: (id, where) => desk.send({ type: 'delete-notifications', ids: [id], where }),
          async restore(rows) {
            await opened.archive.restoreNotifications(rows);
            // A background asleep has not heard of it.
            desk.tell({ type: 'archive-written' });
          },
        }),
      },
    [desk, opened],
  );
  return <DeletionsContext.Provider value={value}>{children}</DeletionsContext.Provider>;
}
