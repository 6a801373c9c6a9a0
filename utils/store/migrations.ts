import type { IDBPDatabase } from 'idb';
import type { ArchiveSchema } from './schema.ts';

/**
 * One step per released version, frozen once released: a step is never edited, a new one is added, and
 * tests/store/migrations.test.ts holds a database of each version to open.
 */
const STEPS: readonly ((database: IDBPDatabase<ArchiveSchema>) => void)[] = [
  function createVersion1(database) {
    const notifications = database.createObjectStore('notifications', { keyPath: 'id' });
    notifications.createIndex('byDate', ['date', 'id']);
    notifications.createIndex('byOrigin', ['origin', 'date', 'id']);
    notifications.createIndex('byCause', ['cause', 'date', 'id']);
    notifications.createIndex('byUnread', ['unread', 'date', 'id']);
    notifications.createIndex('byPinned', ['pinned', 'date', 'id']);
    notifications.createIndex('byKey', 'keyPlaces', { multiEntry: true });
    notifications.createIndex('byUnreadKey', 'unreadKeys', { multiEntry: true });
    notifications.createIndex('byHost', 'hostPlaces', { multiEntry: true });
    database.createObjectStore('notes', { keyPath: 'key' });
    database.createObjectStore('tombstones', { keyPath: 'id' }).createIndex('byDate', 'date');
    database.createObjectStore('states', { keyPath: 'id' });
    database.createObjectStore('rejects', { keyPath: 'id' });
    database.createObjectStore('causes', { keyPath: 'n' }).createIndex('byIdentity', 'identity', {
      unique: true,
    });
    database.createObjectStore('days', { keyPath: 'day' });
    database.createObjectStore('totals', { keyPath: 'id' });
    database.createObjectStore('segments');
    database.createObjectStore('columns');
  },
  function createVersion2(database) {
    // Empty: what is in it is made with the next large segment or at the daily tidying, never while an archive opens.
    database.createObjectStore('sieves');
  },
];

export const ARCHIVE_VERSION = STEPS.length;

/** Brings a database from `oldVersion` (0: new) to this one. Runs inside the version change transaction. */
export function migrateArchive(database: IDBPDatabase<ArchiveSchema>, oldVersion: number): void {
  for (const step of STEPS.slice(oldVersion)) step(database);
}
