import type { IndicatorKey } from '../ioc/indicator.ts';
import { StoreFault } from '../sync/ports.ts';
import type { Archive, ListQuery } from './archive-api.ts';
import type { ChangeFeed } from './change-feed.ts';
import { commitStreamPage } from './commit-stream-page.ts';
import { deleteNotifications, restoreNotifications } from './delete-notifications.ts';
import { exportArchive } from './export-archive.ts';
import { readDays, readFacets } from './facets.ts';
import { importArchive } from './import-archive.ts';
import { createKnownKeyIndex, type IndexWorth } from './known-key-index.ts';
import { createKnownKeys } from './known-keys.ts';
import { listNotifications } from './list-notifications.ts';
import { maintainArchive } from './maintain.ts';
import { setPinned, setRead } from './mark.ts';
import { countMatching, deleteMatching, markAllRead } from './matching.ts';
import { measureSizes } from './measure-sizes.ts';
import { readNotes, writeNote } from './notes.ts';
import { type OutlineOptions, readOutline } from './outline.ts';
import { readCounters } from './read-counters.ts';
import { readNotifications } from './read-notifications.ts';
import { readSightings } from './read-sightings.ts';
import { rebuildIndexes } from './rebuild-indexes.ts';
import { recordUpstream } from './record-upstream.ts';
import { repairArchive } from './repair.ts';
import type { ArchiveDatabase } from './schema.ts';
import { summarise } from './summarise.ts';
import { createTextIndex } from './text-index.ts';
import { beginRead, withFaults } from './transactions.ts';

/** Joins what the archive's rooms offer over one open database, and announces what they change. */
export function createArchive(database: ArchiveDatabase, feed: ChangeFeed, indexWorth?: IndexWorth): Archive {
  const rebuild = createRebuild(database);
  const index = createKnownKeyIndex(database, rebuild, indexWorth);
  const texts = createTextIndex(database, rebuild);

  /** Announces a write that changed `rows` of them. */
  async function announced(write: Promise<number>, keys: boolean): Promise<number> {
    const rows = await write;
    if (rows > 0) feed.announce({ keys });
    return rows;
  }

  const reads = withFaults({
    ...createKnownKeys(database, index),
    async readSyncState(id: string) {
      return (await beginRead(database, ['states']).objectStore('states').get(id))?.state;
    },
    readNotification: async (id: string) => (await readNotifications(database, [id]))[0],
    listNotifications: (query: ListQuery) => listNotifications(database, texts, query),
    summarise: (key: IndicatorKey) => summarise(database, key),
    readSightings: (keys: readonly IndicatorKey[]) => readSightings(database, keys),
    readCounters: () => readCounters(database),
    measureSizes: () => measureSizes(database),
    countMatching: (query: Pick<ListQuery, 'filter' | 'unreadOnly'>) => countMatching(database, texts, query),
    readFacets: (filter: string) => readFacets(database, filter),
    readOutline: (filter: string, options?: OutlineOptions) => readOutline(database, texts, filter, options),
    readNotifications: (ids: readonly string[]) => readNotifications(database, ids),
    readDays: (filter: string, days: readonly [number, number]) => readDays(database, filter, days),
    readNotes: (keys: readonly IndicatorKey[]) => readNotes(database, keys),
  });

  return {
    ...reads,
    async commitStreamPage(commit) {
      const { report, changed, keys, isDamaged } = await commitStreamPage(database, commit);
      if (changed) feed.announce({ keys });
      if (isDamaged) rebuild();
      return report;
    },
    async setRead(ids, read) {
      await announced(setRead(database, ids, read), false);
    },
    markAllRead: (filter, onBatch, after) =>
      announced(markAllRead(database, texts, filter, onBatch, after), false),
    async setPinned(ids, pinned) {
      await announced(setPinned(database, ids, pinned), false);
    },
    async recordUpstream(id, answer, at) {
      const isHere = await recordUpstream(database, id, answer, at);
      if (isHere) feed.announce({ keys: answer !== 'gone' });
      return isHere;
    },
    async writeNote(note, was) {
      const other = await writeNote(database, note, was);
      if (other === undefined) feed.announce({ keys: false });
      return other;
    },
    async deleteNotifications(ids, at) {
      const rows = await deleteNotifications(database, ids, at);
      if (rows.length > 0) feed.announce({ keys: true });
      return rows;
    },
    deleteMatching: (filter, at, onBatch, after) =>
      announced(deleteMatching(database, texts, filter, at, onBatch, after), true),
    async restoreNotifications(rows) {
      await announced(restoreNotifications(database, rows), true);
    },
    maintain: (retention, at) => announced(maintainArchive(database, retention, at), true),
    async repair() {
      await repairArchive(database);
      feed.announce({ keys: true });
    },
    exportLines: (at) => exportArchive(database, at),
    async importLines(lines) {
      const report = await importArchive(database, lines);
      feed.announce({ keys: true });
      return report;
    },
    onChange: (listener) => feed.subscribe(listener),
    close() {
      feed.close();
      database.close();
    },
  };
}

/** One rebuild at a time. One that fails goes on at the next question, which finds the damage again. */
function createRebuild(database: ArchiveDatabase): () => void {
  let isRunning = false;
  return () => {
    if (isRunning) return;
    isRunning = true;
    rebuildIndexes(database)
      .catch((error: unknown) => {
        if (!(error instanceof StoreFault)) throw error;
      })
      .finally(() => {
        isRunning = false;
      });
  };
}
