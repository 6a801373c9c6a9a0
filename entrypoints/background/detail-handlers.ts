import type { Notification } from '../../utils/ioc/notification.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { MarkAllRead, MarkAllReadReply } from '../../utils/messaging/archive-requests.ts';
import type { MarkRead, Problem } from '../../utils/messaging/desk-protocol.ts';
import type {
  MarkNotification,
  NoteWords,
  RefreshReply,
  WriteNote,
  WriteNoteReply,
  WriteReply,
} from '../../utils/messaging/detail-requests.ts';
import type { Account } from '../../utils/store/account.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { StreamClient } from '../../utils/vt/client.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { toArchiveFault, tryWrite } from './problems.ts';
import { startTurn } from './turn.ts';

export interface DetailDeps {
  readonly access: ArchiveAccess;
  readonly connect: (account: Account) => Pick<StreamClient, 'readNotification'>;
  readonly clock: Clock;
  /** While many rows are changed: how many so far. */
  readonly onProgress: (changed: number) => void;
}

export interface DetailHandlers {
  mark(request: MarkNotification): Promise<WriteReply>;
  markRead(request: MarkRead): Promise<WriteReply>;
  markAllRead(request: MarkAllRead): Promise<MarkAllReadReply>;
  writeNote(request: WriteNote): Promise<WriteNoteReply>;
  refresh(id: string): Promise<RefreshReply>;
}

const OTHER_ANSWER: Problem = { code: 'not-virustotal', message: 'The answer is about another notification' };

/** What the user does to one notification or indicator. */
export function createDetailHandlers({ access, connect, clock, onProgress }: DetailDeps): DetailHandlers {
  async function write(change: (archive: Archive) => Promise<unknown>): Promise<WriteReply> {
    const opened = await access.open();
    if (!opened.ok) return { ok: false, problem: toArchiveFault(opened.error) };
    const written = await tryWrite(() => change(opened.value.archive));
    return written.ok ? { ok: true } : { ok: false, problem: written.error };
  }

  return {
    mark: ({ id, read, pinned }) =>
      write(async (archive) => {
        if (read !== undefined) await archive.setRead([id], read);
        if (pinned !== undefined) await archive.setPinned([id], pinned);
      }),

    markRead: ({ ids, read }) => write((archive) => archive.setRead(ids, read)),

    async markAllRead({ filter, soFar = 0, after }) {
      const turn = startTurn(clock, onProgress, soFar);
      let marked = soFar;
      const reply = await write(async (archive) => {
        marked += await archive.markAllRead(filter, turn.onBatch, after);
      });
      const rest = turn.findRest();
      return reply.ok && rest ? { ok: true, soFar: marked, rest } : reply;
    },

    async writeNote({ key, text, labels, was }) {
      let stored: NoteWords | undefined;
      const reply = await write(async (archive) => {
        stored = await archive.writeNote({ key, text, labels, updatedAt: clock() }, was);
      });
      return stored === undefined ? reply : { ok: false, stored };
    },

    async refresh(id) {
      const opened = await access.open();
      if (!opened.ok) return failed(toArchiveFault(opened.error));
      const { account, archive } = opened.value;
      if (account === undefined) return failed({ code: 'unauthorised', message: '' });
      const answer = await connect(account).readNotification(id);
      const isGone = !answer.ok && answer.error.code === 'not-found';
      if (!answer.ok && !isGone) {
        return failed({ code: answer.error.code, message: answer.error.message });
      }
      if (answer.ok && !isSame(await archive.readNotification(id), answer.value)) return failed(OTHER_ANSWER);
      const written = await tryWrite(() =>
        archive.recordUpstream(id, answer.ok ? answer.value : 'gone', clock()),
      );
      if (!written.ok) return failed(written.error);
      return { outcome: isGone ? 'gone' : 'refreshed' };
    },
  };
}

const failed = (problem: Problem): RefreshReply => ({ outcome: 'failed', problem });

/** The same notification of the same entity: whatever else the server sends must not be mixed into the row. */
function isSame(known: Notification | undefined, fresh: Notification): boolean {
  return known === undefined || (known.id === fresh.id && fresh.keys.some((key) => known.keys.includes(key)));
}
