import { useCallback, useRef, useState } from 'preact/hooks';
import type { LookedUpFile } from '../../components/lookup/LookedUpFiles.tsx';
import { ok } from '../../utils/lang/result.ts';
import type { Problem } from '../../utils/messaging/desk-protocol.ts';
import { createPace } from '../../utils/page/pace.ts';
import type { Desk } from '../desk/desk.ts';
import { type FilesFault, type Input, readFiles } from './read-input.ts';
import { type LookedUp, LookUpFault, runLookUp } from './run-look-up.ts';

export type LookUpState =
  | { readonly phase: 'none' | 'cancelled' | 'silent' }
  /** `share`: from 0 to 1. */
  | { readonly phase: 'running'; readonly share: number }
  | ({ readonly phase: 'unreadable' } & FilesFault)
  | { readonly phase: 'failed'; readonly problem: Problem }
  /** `files`: those that were looked up, none for a text. */
  | { readonly phase: 'done'; readonly found: LookedUp; readonly files: readonly LookedUpFile[] };

function describeFile(input: Input): readonly LookedUpFile[] {
  if (input.name === undefined) return [];
  const { name } = input;
  if (!('pdf' in input)) return [{ name }];
  const { pages, blank, bare, unread } = input.pdf;
  return [{ name, pdf: { pages: pages.length + unread, blank, bare, unread } }];
}

/** One look-up at a time: a new one takes the place of the one under way. */
export function useLookUp(desk: Desk) {
  const [state, setState] = useState<LookUpState>({ phase: 'none' });
  const stop = useRef<AbortController | undefined>(undefined);

  const start = useCallback(
    async (input: readonly File[] | string) => {
      stop.current?.abort();
      const mine = new AbortController();
      stop.current = mine;
      const show = (next: LookUpState) => {
        if (stop.current === mine) setState(next);
      };
      show({ phase: 'running', share: 0 });
      const { signal } = mine;
      try {
        const inputs =
          typeof input === 'string'
            ? ok([{ text: input }])
            : await readFiles(input, {
                signal,
                onProgress: (share) => show({ phase: 'running', share: share / 2 }),
              });
        if (!inputs.ok) return show({ phase: 'unreadable', ...inputs.error });
        const before = typeof input === 'string' ? 0 : 0.5;
        const found = await runLookUp(inputs.value, {
          ask: (request) => desk.send(request),
          pace: createPace(window),
          signal,
          onProgress: (share) => show({ phase: 'running', share: before + share * (1 - before) }),
        });
        show({ phase: 'done', found, files: inputs.value.flatMap(describeFile) });
      } catch (error) {
        if (mine.signal.aborted) show({ phase: 'cancelled' });
        else if (error instanceof LookUpFault) show({ phase: 'failed', problem: error.problem });
        else {
          console.error('Huntlight:', error);
          show({ phase: 'silent' });
        }
      }
    },
    [desk],
  );
  return { state, start, cancel: () => stop.current?.abort() };
}
