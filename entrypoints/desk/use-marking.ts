import { useCallback, useState } from 'preact/hooks';
import { announce } from '../../components/kit/Announcer.tsx';
import { t } from '../../components/words/translate.ts';
import type { Unfinished } from '../../utils/messaging/archive-requests.ts';
import type { Problem } from '../../utils/messaging/desk-protocol.ts';
import type { WriteReply } from '../../utils/messaging/detail-requests.ts';
import type { Desk } from './desk.ts';
import { useProgress } from './desk-hooks.ts';

export interface Marking {
  /** Why the last marks were not kept. */
  readonly problem: Problem | undefined;
  /** Rows that are marked so far, while many are. */
  readonly marked: number | undefined;
  /** What has been looked at: nothing is said where it works. The same function at every call. */
  readonly markSeen: (ids: readonly string[]) => void;
  readonly markRead: (ids: readonly string[]) => void;
  /** `filter`: the search box's grammar. */
  readonly markAllRead: (filter: string, onDone?: () => void) => void;
}

/**
 * Marking as read: what the user's hand does is answered in words, and so is whatever was refused. `reopen` looks again at
 * an archive that refused: its connection may be closed. A full disk is not seen that way, so the problem is kept to be
 * shown.
 */
export function useMarking(desk: Desk, reopen: () => void): Marking {
  const [problem, setProblem] = useState<Problem>();
  const [running, setRunning] = useState(0);
  const marked = useProgress(desk, running > 0);
  const refuse = useCallback(
    (refused: Problem) => {
      setProblem(refused);
      reopen();
    },
    [reopen],
  );
  const answer = (onDone?: () => void) => (reply: WriteReply) => {
    if (!reply.ok) return refuse(reply.problem);
    announce(t('markedRead'));
    onDone?.();
  };
  const markSeen = useCallback(
    (ids: readonly string[]) =>
      desk.tell({ type: 'mark-read', ids, read: true }, (reply) =>
        reply.ok ? setProblem(undefined) : refuse(reply.problem),
      ),
    [desk, refuse],
  );
  return {
    problem,
    marked,
    markSeen,
    markRead(ids) {
      setProblem(undefined);
      desk.tell({ type: 'mark-read', ids, read: true }, answer());
    },
    markAllRead(filter, onDone) {
      setProblem(undefined);
      const ask = (rest: Unfinished = {}) => {
        setRunning((count) => count + 1);
        desk.tell(
          { type: 'mark-all-read', filter, ...rest },
          (reply) =>
            'rest' in reply ? ask({ soFar: reply.soFar, after: reply.rest }) : answer(onDone)(reply),
          () => setRunning((count) => count - 1),
        );
      };
      ask();
    },
  };
}
