import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { DetailActionsContext } from '../../components/stream/detail-actions.ts';
import type { Clock } from '../../utils/lang/time.ts';
import { DeletionDesk } from './DeletionDesk.tsx';
import type { Desk } from './desk.ts';
import type { ArchiveState } from './desk-hooks.ts';
import { createDetailActions } from './detail-actions.ts';

interface DetailDeskProps {
  readonly desk: Desk;
  readonly archive: ArchiveState;
  readonly clock: Clock;
  readonly children: ComponentChildren;
}

/** Gives every detail inside it what can be done with a notification. */
export function DetailDesk({ desk, archive, clock, children }: DetailDeskProps) {
  const opened = archive.phase === 'open' ? archive.opened.archive : undefined;
  const actions = useMemo(() => opened && createDetailActions(desk, opened, clock), [desk, opened, clock]);
  return (
    <DetailActionsContext.Provider value={actions}>
      <DeletionDesk desk={desk} archive={archive}>
        {children}
      </DeletionDesk>
    </DetailActionsContext.Provider>
  );
}
