import { useState } from 'preact/hooks';
import type { ChooseArchiveReply } from '../../utils/messaging/archive-requests.ts';
import type { Problem } from '../../utils/messaging/desk-protocol.ts';
import type { Desk } from '../desk/desk.ts';
import type { ShownArchive } from './use-archive-list.ts';

export type ArchiveDeed = 'use' | 'delete';
export type Refusal = Extract<ChooseArchiveReply, { outcome: 'refused' }>['why'];

export type ChoiceState =
  /** `silent`: the background gave no answer, so that nobody knows. */
  | { readonly phase: 'none' | 'deleted' | 'silent' }
  | { readonly phase: 'asking' | 'working'; readonly deed: ArchiveDeed; readonly archive: ShownArchive }
  | { readonly phase: 'refused'; readonly why: Refusal }
  | { readonly phase: 'failed'; readonly problem: Problem };

export interface ArchiveChoice {
  readonly state: ChoiceState;
  ask(deed: ArchiveDeed, archive: ShownArchive): void;
  confirm(): void;
  cancel(): void;
}

interface ChoiceDeps {
  readonly onUsed: () => void;
  /** Reads the list again. */
  readonly reread: () => Promise<void>;
}

/** One thing done to one archive of the list, after a question. */
export function useArchiveChoice(desk: Desk, { onUsed, reread }: ChoiceDeps): ArchiveChoice {
  const [state, setState] = useState<ChoiceState>({ phase: 'none' });
  const run = async (deed: ArchiveDeed, { id }: ShownArchive) => {
    const next = await send(desk, deed, id);
    if (next === 'done' && deed === 'use') return onUsed();
    // The list first: where the outcome then stands, the button that was pressed is gone already.
    await reread();
    setState(next === 'done' ? { phase: 'deleted' } : next);
  };
  return {
    state,
    ask: (deed, archive) => setState({ phase: 'asking', deed, archive }),
    cancel: () => setState((now) => (now.phase === 'asking' ? { phase: 'none' } : now)),
    confirm() {
      if (state.phase !== 'asking') return;
      setState({ ...state, phase: 'working' });
      void run(state.deed, state.archive);
    },
  };
}

async function send(desk: Desk, deed: ArchiveDeed, id: string): Promise<'done' | ChoiceState> {
  try {
    const reply = await desk.send({ type: deed === 'use' ? 'use-archive' : 'delete-archive', id });
    if (reply.outcome === 'done') return 'done';
    return reply.outcome === 'refused'
      ? { phase: 'refused', why: reply.why }
      : { phase: 'failed', problem: reply.problem };
  } catch {
    return { phase: 'silent' };
  }
}
