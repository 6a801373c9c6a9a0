import { useEffect, useMemo, useState } from 'preact/hooks';
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

type Opening =
  | { readonly phase: 'opening' }
  | { readonly phase: 'open'; readonly opened: OpenedArchive }
  | { readonly phase: 'failed'; readonly problem: ArchiveProblem };

export type ArchiveState = Opening & {
  /** Tries again after a failure, or after the connection was closed under us. */
  readonly reopen: () => void;
};

/** The archive, opened anew when the background speaks of another one (another account, a first key). */
export function useArchive(desk: Desk, status: DeskStatus | undefined): ArchiveState {
  const [opening, setOpening] = useState<Opening>({ phase: 'opening' });
  const [attempt, setAttempt] = useState(0);
  // A wipe closes every connection; an archive that is open and current is left as it is.
  useEffect(() => desk.onReopen(() => setAttempt((count) => count + 1)), [desk]);
  const hasAccount = status?.account !== undefined;
  const name = status?.archive;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is a reason to look again
  useEffect(() => {
    let gone = false;
    const isCurrent = ({ name: found, account }: OpenedArchive) =>
      name === undefined || (found === name && (account !== undefined) === hasAccount);
    void openCurrent(desk, isCurrent).then((next) => {
      if (!gone) setOpening((before) => (isSame(before, next) ? before : next));
    });
    return () => {
      gone = true;
    };
  }, [desk, name, hasAccount, attempt]);
  return useMemo(() => ({ ...opening, reopen: () => setAttempt((count) => count + 1) }), [opening]);
}

async function openCurrent(desk: Desk, isCurrent: (opened: OpenedArchive) => boolean): Promise<Opening> {
  let result = await desk.openArchive();
  if (result.ok && !isCurrent(result.value)) {
    desk.forgetArchive();
    result = await desk.openArchive();
  }
  return result.ok ? { phase: 'open', opened: result.value } : { phase: 'failed', problem: result.error };
}

const isSame = (a: Opening, b: Opening): boolean =>
  a.phase === 'open' && b.phase === 'open' && a.opened === b.opened;

/** The archive's counters, kept current. */
export function useCounters(desk: Desk, archive: ArchiveState): ArchiveCounters | undefined {
  const [counters, setCounters] = useState<ArchiveCounters>();
  useEffect(() => {
    if (archive.phase !== 'open') return;
    const { readCounters } = archive.opened.archive;
    // An archive that cannot be read is the list's to say; numbers then stay as they were.
    const read = () => void readCounters().then(setCounters, () => undefined);
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

/** How many rows the background has changed so far, while it `isWorking`; `undefined` until it says. */
export function useProgress(desk: Desk, isWorking: boolean): number | undefined {
  const [changed, setChanged] = useState<number>();
  useEffect(() => {
    if (!isWorking) return undefined;
    const stop = desk.onProgress(setChanged);
    return () => {
      stop();
      setChanged(undefined);
    };
  }, [desk, isWorking]);
  return isWorking ? changed : undefined;
}
