import { type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import type { Problem } from '../words/problem-words.ts';

/** `everywhere`: here and on VirusTotal. */
export type DeletionPlace = 'here' | 'everywhere';

/** What became of the deletion of one notification. */
export type RowDeletion =
  | { readonly phase: 'deleting'; readonly where: DeletionPlace }
  | { readonly phase: 'restoring'; readonly where: DeletionPlace }
  /** `rows`: what can be put back; `isAbsent`: VirusTotal no longer had it. */
  | {
      readonly phase: 'deleted';
      readonly where: DeletionPlace;
      readonly rows: readonly ArchivedNotification[];
      readonly isAbsent: boolean;
      /** It could not be put back. */
      readonly isStuck?: boolean;
    }
  /** No answer came: gone or not, nobody knows. */
  | { readonly phase: 'unknown'; readonly where: DeletionPlace }
  | {
      readonly phase: 'failed';
      readonly where: DeletionPlace;
      readonly problem: Problem;
      /** It is gone on VirusTotal; only here it is not. */
      readonly isGoneUpstream: boolean;
    };

export interface DeletionAnswer {
  readonly rows: readonly ArchivedNotification[];
  readonly absent: readonly string[];
  readonly unknown: readonly string[];
  /** Gone on VirusTotal and still here. */
  readonly kept?: readonly string[];
  readonly problem?: Problem;
}

export interface DeletionDeps {
  /** Rejects when no answer came from our own background. */
  readonly remove: (id: string, where: DeletionPlace) => Promise<DeletionAnswer>;
  /** Rejects when nothing was put back. */
  readonly restore: (rows: readonly ArchivedNotification[]) => Promise<void>;
}

/** Deletions by notification id. They outlive their row's detail, which folds, and the row, which stays where it was. */
export interface Deletions {
  readonly states: ReadonlySignal<ReadonlyMap<string, RowDeletion>>;
  remove(id: string, where: DeletionPlace): Promise<void>;
  /** Puts back what was deleted here only. */
  undo(id: string): Promise<void>;
}

/** With the actions, whether there is a VirusTotal to delete on. Without a provider nothing can be deleted. */
export const DeletionsContext = createContext<
  { readonly deletions: Deletions; readonly hasAccount: boolean } | undefined
>(undefined);

export function createDeletions({ remove, restore }: DeletionDeps): Deletions {
  const states = signal<ReadonlyMap<string, RowDeletion>>(new Map());
  const set = (id: string, state: RowDeletion | undefined) => {
    const next = new Map(states.value);
    if (state === undefined) next.delete(id);
    else next.set(id, state);
    states.value = next;
  };
  return {
    states,
    async remove(id, where) {
      set(id, { phase: 'deleting', where });
      const answer = await remove(id, where).catch(() => undefined);
      set(id, toState(id, where, answer));
    },
    async undo(id) {
      const state = states.value.get(id);
      if (state?.phase !== 'deleted') return;
      set(id, { phase: 'restoring', where: state.where });
      const isDone = await restore(state.rows).then(
        () => true,
        () => false,
      );
      set(id, isDone ? undefined : { ...state, isStuck: true });
    },
  };
}

function toState(id: string, where: DeletionPlace, answer: DeletionAnswer | undefined): RowDeletion {
  if (answer === undefined || answer.unknown.includes(id)) return { phase: 'unknown', where };
  const { problem, kept = [] } = answer;
  if (problem !== undefined) return { phase: 'failed', where, problem, isGoneUpstream: kept.includes(id) };
  return { phase: 'deleted', where, rows: answer.rows, isAbsent: answer.absent.includes(id) };
}
