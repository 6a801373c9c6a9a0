import { useEffect, useState } from 'preact/hooks';
import { SECOND_MS } from '../../utils/lang/time.ts';
import type {
  DeleteMatchingReply,
  DeletionPlace,
  Unfinished,
} from '../../utils/messaging/archive-requests.ts';
import type { Problem } from '../../utils/messaging/desk-protocol.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { Desk } from '../desk/desk.ts';

export interface DeletionRequest {
  readonly filter: string;
  readonly where: DeletionPlace;
}

/** What the user is asked to confirm. `upstream`: absent when VirusTotal does not say, or was not asked. */
export interface Asked extends DeletionRequest {
  readonly here: number;
  readonly upstream?: number;
}

/** How far VirusTotal's own deletion is. */
export type Upstream =
  | { readonly phase: 'following'; readonly left?: number }
  | { readonly phase: 'gone' }
  /** It was asked often enough: what is left may be newer than the deletion. */
  | { readonly phase: 'left'; readonly left?: number; readonly problem?: Problem };

export type DeletionState =
  | { readonly phase: 'none' | 'counting' | 'deleting' }
  | { readonly phase: 'confirming'; readonly asked: Asked }
  | {
      readonly phase: 'deleted';
      readonly asked: Asked;
      /** Here; a problem where VirusTotal deletes and here not all of them could be. */
      readonly deleted: number | Problem;
      readonly upstream?: Upstream;
    }
  /** No answer: `problem` is absent when our own background gave none. */
  | {
      readonly phase: 'unknown';
      readonly asked: Asked;
      readonly problem?: Problem;
      readonly left?: number | 'unsaid';
    }
  | { readonly phase: 'failed'; readonly problem?: Problem };

export interface Deletion {
  readonly state: DeletionState;
  ask(request: DeletionRequest): void;
  confirm(): void;
  /** Counts once more on VirusTotal: one request. */
  check(): void;
  reset(): void;
}

/** Looks at VirusTotal's deletion until it is done: one request each, ever less often, then only when asked. */
const LOOKS_MS = [2, 3, 5, 10, 20, 30, 60, 60, 120].map((seconds) => seconds * SECOND_MS);

/** One deletion by filter: numbers first, then the deed, then how far VirusTotal is with it. */
export function useDeletion(desk: Desk, archive: Archive): Deletion {
  const [state, setState] = useState<DeletionState>({ phase: 'none' });
  const [looks, setLooks] = useState(0);
  const follows = state.phase === 'deleted' && state.upstream?.phase === 'following' ? state : undefined;

  useEffect(() => {
    if (follows === undefined) return;
    let gone = false;
    const timer = setTimeout(() => {
      void look(desk, follows.asked.filter).then(({ left, problem }) => {
        if (gone) return;
        const isLast = looks + 1 >= LOOKS_MS.length || problem !== undefined || left === undefined;
        const upstream: Upstream =
          left === 0
            ? { phase: 'gone' }
            : {
                phase: isLast ? 'left' : 'following',
                ...(left === undefined ? {} : { left }),
                ...(problem && { problem }),
              };
        setLooks(looks + 1);
        setState({ ...follows, upstream });
      });
    }, LOOKS_MS[looks]);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [desk, follows, looks]);

  return {
    state,
    reset: () => setState({ phase: 'none' }),
    ask(request) {
      setState({ phase: 'counting' });
      void countBoth(desk, archive, request).then(setState, () => setState({ phase: 'failed' }));
    },
    confirm() {
      if (state.phase !== 'confirming') return;
      setLooks(0);
      setState({ phase: 'deleting' });
      void deleteAll(desk, state.asked).then(setState);
    },
    check() {
      if (state.phase === 'deleted') {
        setLooks(LOOKS_MS.length - 1);
        void look(desk, state.asked.filter).then(({ left, problem }) =>
          setState({
            ...state,
            upstream:
              left === 0
                ? { phase: 'gone' }
                : { phase: 'left', ...(left === undefined ? {} : { left }), ...(problem && { problem }) },
          }),
        );
      }
      if (state.phase === 'unknown') {
        void look(desk, state.asked.filter).then(({ left, problem }) =>
          setState({ ...state, left: left ?? 'unsaid', ...(problem && { problem }) }),
        );
      }
    },
  };
}

async function countBoth(desk: Desk, archive: Archive, request: DeletionRequest): Promise<DeletionState> {
  const { filter, where } = request;
  const [here, upstream] = await Promise.all([
    archive.countMatching({ filter }),
    where === 'here' ? undefined : desk.send({ type: 'count-upstream', filter }),
  ]);
  if (upstream?.ok === false) return { phase: 'failed', problem: upstream.problem };
  const count = upstream?.count;
  return {
    phase: 'confirming',
    asked: { ...request, here, ...(count === undefined ? {} : { upstream: count }) },
  };
}

/** As often as it takes: the background ends what takes longer than a message may, and says so. */
async function sendDeletion(desk: Desk, asked: Asked): Promise<DeleteMatchingReply> {
  const { filter, where } = asked;
  let reply = await desk.send({ type: 'delete-matching', filter, where });
  while (reply.outcome === 'deleted' && reply.rest !== undefined) {
    reply = await sendRest(desk, asked, { soFar: reply.deleted, after: reply.rest });
  }
  return reply;
}

async function sendRest(
  desk: Desk,
  { filter, where }: Asked,
  unfinished: Unfinished,
): Promise<DeleteMatchingReply> {
  const sent = desk.send({ type: 'delete-matching', filter, where: 'here', ...unfinished });
  if (where === 'here') return sent;
  // VirusTotal was asked in the first turn: only what is left here is in doubt.
  const rest = await sent.catch(
    (error: unknown): DeleteMatchingReply => ({
      outcome: 'failed',
      problem: { code: 'archive-failed', message: String(error) },
    }),
  );
  return rest.outcome === 'failed' ? { ...rest, outcome: 'upstream-only' } : rest;
}

async function deleteAll(desk: Desk, asked: Asked): Promise<DeletionState> {
  const { where } = asked;
  try {
    const reply = await sendDeletion(desk, asked);
    if (reply.outcome === 'refused') return { phase: 'failed' };
    if (reply.outcome === 'failed') return { phase: 'failed', problem: reply.problem };
    if (reply.outcome === 'unknown') return { phase: 'unknown', asked, problem: reply.problem };
    const deleted = reply.outcome === 'upstream-only' ? reply.problem : reply.deleted;
    return {
      phase: 'deleted',
      asked,
      deleted,
      ...(where === 'everywhere' && { upstream: { phase: 'following' } }),
    };
  } catch {
    // The background died over it: nobody knows whether VirusTotal was asked.
    return { phase: 'unknown', asked };
  }
}

async function look(
  desk: Desk,
  filter: string,
): Promise<{ readonly left?: number; readonly problem?: Problem }> {
  try {
    const counted = await desk.send({ type: 'count-upstream', filter });
    if (!counted.ok) return { problem: counted.problem };
    return counted.count === undefined ? {} : { left: counted.count };
  } catch {
    return {};
  }
}
