import { parseFilter } from '../../utils/ioc/filter.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type {
  CountUpstreamReply,
  DeleteMatching,
  DeleteMatchingReply,
  DeleteNotifications,
  DeleteNotificationsReply,
} from '../../utils/messaging/archive-requests.ts';
import type { Problem } from '../../utils/messaging/desk-protocol.ts';
import type { Account } from '../../utils/store/account.ts';
import type { StreamError } from '../../utils/sync/ports.ts';
import type { StreamClient } from '../../utils/vt/client.ts';
import type { ArchiveAccess, OpenedArchive } from './archive-access.ts';
import { toArchiveFault, tryWrite } from './problems.ts';
import { startTurn } from './turn.ts';

export interface DeletionDeps {
  readonly access: ArchiveAccess;
  readonly connect: (
    account: Account,
  ) => Pick<StreamClient, 'count' | 'deleteNotification' | 'deleteByFilter'>;
  readonly clock: Clock;
  /** While many rows are deleted: how many so far. */
  readonly onProgress: (changed: number) => void;
}

export interface DeletionHandlers {
  count(filter: string): Promise<CountUpstreamReply>;
  deleteMatching(request: DeleteMatching): Promise<DeleteMatchingReply>;
  deleteNotifications(request: DeleteNotifications): Promise<DeleteNotificationsReply>;
}

const NO_KEY: Problem = { code: 'unauthorised', message: '' };

/** Deletes here, or on VirusTotal first and then here: what VirusTotal did not confirm stays where it is. */
export function createDeletionHandlers({
  access,
  connect,
  clock,
  onProgress,
}: DeletionDeps): DeletionHandlers {
  async function deleteHere(
    { archive }: OpenedArchive,
    { filter, soFar = 0, after }: DeleteMatching,
  ): Promise<DeleteMatchingReply> {
    const turn = startTurn(clock, onProgress, soFar);
    const written = await tryWrite(() => archive.deleteMatching(filter, clock(), turn.onBatch, after));
    if (!written.ok) return { outcome: 'failed', problem: written.error };
    const deleted = soFar + written.value;
    const rest = turn.findRest();
    return { outcome: 'deleted', deleted, ...(rest && { rest }) };
  }

  return {
    async count(filter) {
      const opened = await access.open();
      if (!opened.ok) return { ok: false, problem: toArchiveFault(opened.error) };
      if (opened.value.account === undefined) return { ok: false, problem: NO_KEY };
      const counted = await connect(opened.value.account).count(filter);
      if (!counted.ok) return { ok: false, problem: toProblem(counted.error) };
      return { ok: true, ...(counted.value === undefined ? {} : { count: counted.value }) };
    },

    async deleteMatching(request) {
      const { filter, where } = request;
      const parsed = parseFilter(filter, where === 'here' ? 'local' : 'stream');
      if (!parsed.ok || parsed.value.terms.length === 0) return { outcome: 'refused' };
      const opened = await access.open();
      if (!opened.ok) return { outcome: 'failed', problem: toArchiveFault(opened.error) };
      if (where === 'here') return deleteHere(opened.value, request);
      const { account } = opened.value;
      if (account === undefined) return { outcome: 'failed', problem: NO_KEY };
      const started = await connect(account).deleteByFilter(filter);
      if (started.ok) {
        const here = await deleteHere(opened.value, request);
        // Nothing takes back what VirusTotal has begun, and another deletion there would take newer ones as well.
        return here.outcome === 'failed' ? { ...here, outcome: 'upstream-only' } : here;
      }
      const problem = toProblem(started.error);
      // A browser that loses the answer sends the request once more by itself, and hears of its own first one.
      const isRunning = started.error.code === 'busy';
      return { outcome: isRunning || isUnknown(started.error) ? 'unknown' : 'failed', problem };
    },

    async deleteNotifications({ ids, where }) {
      const opened = await access.open();
      if (!opened.ok) return failAll(ids, toArchiveFault(opened.error));
      const { account, archive } = opened.value;
      if (where === 'everywhere' && account === undefined) return failAll(ids, NO_KEY);
      const upstream =
        where === 'here' || account === undefined
          ? { gone: ids, absent: [], unknown: [], failed: [] }
          : await deleteUpstream(connect(account), ids);
      const { gone, ...rest } = upstream;
      const written = await tryWrite(() => archive.deleteNotifications(gone, clock()));
      if (written.ok) return { rows: written.value, ...rest };
      const { error: problem } = written;
      return where === 'here' ? failAll(ids, problem) : { rows: [], ...rest, kept: gone, problem };
    },
  };
}

interface UpstreamDeletion {
  /** No longer on VirusTotal, and those of them that were not there to begin with. */
  readonly gone: readonly string[];
  readonly absent: readonly string[];
  readonly unknown: readonly string[];
  readonly failed: readonly string[];
  readonly problem?: Problem;
}

/** One after another. The first refusal ends it: the next request would be refused as well. */
async function deleteUpstream(
  client: Pick<StreamClient, 'deleteNotification'>,
  ids: readonly string[],
): Promise<UpstreamDeletion> {
  const gone: string[] = [];
  const absent: string[] = [];
  for (const [index, id] of ids.entries()) {
    const deleted = await client.deleteNotification(id);
    // Gone already: what was wanted.
    if (deleted.ok || deleted.error.code === 'not-found') {
      gone.push(id);
      if (!deleted.ok) absent.push(id);
      continue;
    }
    const problem = toProblem(deleted.error);
    const rest = ids.slice(index + 1);
    return isUnknown(deleted.error)
      ? { gone, absent, unknown: [id], failed: rest, problem }
      : { gone, absent, unknown: [], failed: [id, ...rest], problem };
  }
  return { gone, absent, unknown: [], failed: [] };
}

/** The request may have reached VirusTotal: no answer, or one of something in between. */
const isUnknown = ({ code }: StreamError): boolean =>
  code === 'timeout' || code === 'offline' || code === 'server' || code === 'not-virustotal';

const failAll = (ids: readonly string[], problem: Problem): DeleteNotificationsReply => ({
  rows: [],
  absent: [],
  unknown: [],
  failed: ids,
  problem,
});

const toProblem = ({ code, message }: StreamError): Problem => ({ code, message });
