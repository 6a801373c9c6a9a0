import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import type { ListedArchive } from '../background/archive-list.ts';
import type { Desk } from '../desk/desk.ts';
import { type Holding, lookInto } from './other-archive.ts';

export interface ShownArchive extends ListedArchive {
  /** Absent for the one in use, which tells its own. */
  readonly holding?: Holding;
}

export type ArchiveListState =
  | { readonly phase: 'reading' }
  | { readonly phase: 'failed'; readonly problem: ArchiveProblem }
  | { readonly phase: 'read'; readonly archives: readonly ShownArchive[] };

/** The archives of this browser, read again when another one comes into use; and what reads them once more. */
export function useArchiveList(
  desk: Desk,
  status: DeskStatus | undefined,
): readonly [ArchiveListState, () => Promise<void>] {
  const [state, setState] = useState<ArchiveListState>({ phase: 'reading' });
  const turn = useRef(0);
  const read = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const next = await readList(desk);
    if (mine === turn.current) setState(next);
  }, [desk]);
  const hasAccount = status?.account !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another archive or account is the occasion
  useEffect(() => void read(), [read, status?.archive, hasAccount]);
  return [state, read];
}

async function readList(desk: Desk): Promise<ArchiveListState> {
  const list = await desk.listArchives();
  if (!list.ok) return { phase: 'failed', problem: list.error };
  const archives = list.value.map(
    async (archive): Promise<ShownArchive> =>
      archive.isInUse ? archive : { ...archive, holding: await lookInto(archive.database) },
  );
  return { phase: 'read', archives: await Promise.all(archives) };
}
