import type { Notification } from '../../utils/ioc/notification.ts';
import type { CommitReport, RejectedItem, StreamPageCommit, SyncStore } from '../../utils/sync/ports.ts';

/** A SyncStore with a store's behaviour, in memory: all or nothing, each row once, tombstones refused. */
export interface MemoryStore extends SyncStore<unknown> {
  readonly rows: Map<string, Notification>;
  readonly tombstones: Set<string>;
  readonly rejected: RejectedItem[];
  readonly states: Map<string, unknown>;
}

export function createMemoryStore(): MemoryStore {
  const rows = new Map<string, Notification>();
  const tombstones = new Set<string>();
  const rejected: RejectedItem[] = [];
  const states = new Map<string, unknown>();
  return {
    rows,
    tombstones,
    rejected,
    states,
    async readSyncState(id) {
      return structuredClone(states.get(id));
    },
    async commitStreamPage(commit: StreamPageCommit<unknown>): Promise<CommitReport> {
      const fresh = commit.notifications.filter(({ id }) => !rows.has(id));
      const added = fresh.filter(({ id }) => !tombstones.has(id));
      for (const row of added) rows.set(row.id, row);
      rejected.push(...commit.rejected);
      states.set(commit.stateId, structuredClone(commit.state));
      const refused = fresh.length - added.length;
      return { added, known: commit.notifications.length - fresh.length, refused };
    },
  };
}
