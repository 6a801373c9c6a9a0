import { useEffect, useState } from 'preact/hooks';
import type { Clock } from '../../utils/lang/time.ts';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import type { ArchiveCounters } from '../../utils/store/archive-api.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import type { OpenedArchive } from '../background/archive-access.ts';
import type { Desk } from './desk.ts';

/** What the background says, kept current. `silent`: it gave no answer. `undefined`: not asked yet. */
export function useStatus(desk: Desk): DeskStatus | 'silent' | undefined {
  const [status, setStatus] = useState<DeskStatus | 'silent'>();
  useEffect(() => {
    const stop = desk.onStatus(setStatus);
    desk.send({ type: 'read-status' }).then(setStatus, () => setStatus('silent'));
    return stop;
  }, [desk]);
  return status;
}

export type ArchiveState =
  | { readonly phase: 'opening' }
  | { readonly phase: 'open'; readonly opened: OpenedArchive }
  | { readonly phase: 'failed'; readonly problem: ArchiveProblem };

/** The archive, opened anew when the background speaks of another one (`name`: another account, a first key). */
export function useArchive(desk: Desk, status: DeskStatus | undefined): ArchiveState {
  const [state, setState] = useState<ArchiveState>({ phase: 'opening' });
  const hasAccount = status?.account !== undefined;
  const archive = status?.archive;
  useEffect(() => {
    let gone = false;
    const isStale =
      state.phase === 'open' &&
      archive !== undefined &&
      (state.opened.name !== archive || (state.opened.account !== undefined) !== hasAccount);
    if (state.phase === 'open' && !isStale) return;
    if (isStale) desk.forgetArchive();
    void desk.openArchive().then((result) => {
      if (gone) return;
      setState(
        result.ok ? { phase: 'open', opened: result.value } : { phase: 'failed', problem: result.error },
      );
    });
    return () => {
      gone = true;
    };
  }, [desk, archive, hasAccount, state]);
  return state;
}

/** The archive's counters, kept current. */
export function useCounters(desk: Desk, archive: ArchiveState): ArchiveCounters | undefined {
  const [counters, setCounters] = useState<ArchiveCounters>();
  useEffect(() => {
    if (archive.phase !== 'open') return;
    const read = () => void archive.opened.archive.readCounters().then(setCounters, () => undefined);
    read();
    return desk.onArchiveChange(read);
  }, [desk, archive]);
  return counters;
}

const TICK_MS = 15_000;

/** The time, for "2 minutes ago". */
export function useNow(clock: Clock): number {
  const [now, setNow] = useState(clock());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), TICK_MS);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}
