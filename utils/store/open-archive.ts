import { ok, type Result } from '../lang/result.ts';
import type { CommitReport, StreamPageCommit } from '../sync/ports.ts';
import type { Archive } from './archive-api.ts';
import type { ArchiveProblem } from './archive-problem.ts';
import { type ChangeChannel, type ChangeFeed, createChangeFeed } from './change-feed.ts';
import { commitStreamPage } from './commit-stream-page.ts';
import { countUrlIds, findStates, findUrlsOnHosts } from './find-states.ts';
import { listNotifications } from './list-notifications.ts';
import { setPinned, setRead } from './mark.ts';
import { type DatabaseDeps, openArchiveDatabase } from './open-database.ts';
import { readCounters } from './read-counters.ts';
import type { ArchiveDatabase } from './schema.ts';
import { readRow } from './stored-notification.ts';
import { summarise } from './summarise.ts';
import { beginRead } from './transactions.ts';

export interface ArchiveDeps extends DatabaseDeps {
  /** Tells the other contexts of changes, and this one of theirs. */
  readonly channel?: ChangeChannel;
}

/** Opens the archive kept in the IndexedDB database `name`, making it when there is none. */
export async function openArchive(
  name: string,
  deps: ArchiveDeps = {},
): Promise<Result<Archive, ArchiveProblem>> {
  const opened = await openArchiveDatabase(name, deps);
  return opened.ok ? ok(createArchive(opened.value, createChangeFeed(deps.channel))) : opened;
}

function createArchive(database: ArchiveDatabase, feed: ChangeFeed): Archive {
  return {
    async readSyncState(id) {
      return (await beginRead(database, ['states']).objectStore('states').get(id))?.state;
    },
    async commitStreamPage(commit: StreamPageCommit<unknown>): Promise<CommitReport> {
      const report = await commitStreamPage(database, commit);
      feed.announce({ keys: report.added.length > 0 });
      return report;
    },
    listNotifications: (query) => listNotifications(database, query),
    async readNotification(id) {
      const row = await beginRead(database, ['notifications']).objectStore('notifications').get(id);
      return row && readRow(row);
    },
    findStates: (keys, ignored) => findStates(database, keys, ignored),
    findUrlsOnHosts: (hosts, ignored) => findUrlsOnHosts(database, hosts, ignored),
    countUrlIds: () => countUrlIds(database),
    summarise: (key) => summarise(database, key),
    readCounters: () => readCounters(database),
    async setRead(ids, read) {
      if ((await setRead(database, ids, read)) > 0) feed.announce({ keys: false });
    },
    async setPinned(ids, pinned) {
      if ((await setPinned(database, ids, pinned)) > 0) feed.announce({ keys: false });
    },
    onChange: (listener) => feed.subscribe(listener),
    close() {
      feed.close();
      database.close();
    },
  };
}
