import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { createKey } from '../../utils/ioc/indicator.ts';
import { ARCHIVE_VERSION } from '../../utils/store/migrations.ts';
import { openArchiveDatabase } from '../../utils/store/open-database.ts';
import { readAllRows } from '../../utils/store/rebuild-indexes.ts';
import { recountRows } from '../../utils/store/recount.ts';
import { ARCHIVE_LAYOUT } from '../../utils/store/schema.ts';
import { createArchiveName, createFileNotification, createHash, openFakeArchive } from './archive-support.ts';
import version1 from './fixtures/archive-v1.json' with { type: 'json' };
import version2 from './fixtures/archive-v2.json' with { type: 'json' };
import { type DatabaseDump, restoreDatabase } from './fixtures/database-dump.ts';

/**
 * One archive as each released version left it on disk. A dump is never made again: it is what users have.
 * It holds: file 1 (read, pinned), file 2 (unread), a URL, a URL known by its hash alone; 3 deleted; a note; a walk; from
 * version 2 on a sieve.
 */
const RELEASED = [version1, version2] as unknown as readonly DatabaseDump[];

test('there is a dump of every version', () => {
  expect(RELEASED.map(({ version }) => version)).toEqual(RELEASED.map((_, i) => i + 1));
  expect(RELEASED).toHaveLength(ARCHIVE_VERSION);
});

test('a new database has the layout that is checked', async () => {
  const name = createArchiveName();
  (await openFakeArchive(name)).close();
  const database = await openDB(name);
  const tx = database.transaction([...database.objectStoreNames]);
  const layout = [...database.objectStoreNames].map((store) => [
    store,
    [...tx.objectStore(store).indexNames],
  ]);
  database.close();
  const checked = Object.entries(ARCHIVE_LAYOUT).map(([store, indexes]) => [store, indexes.toSorted()]);
  expect(layout).toEqual(checked.toSorted());
});

describe.each(RELEASED.map((dump) => [dump.version, dump] as const))(
  'an archive of version %i',
  (_version, dump) => {
    async function openReleased() {
      const name = createArchiveName();
      await restoreDatabase(name, dump);
      return { name, archive: await openFakeArchive(name, { mustExist: true }) };
    }

    test('opens with every row, note and tombstone, and the walk where it was', async () => {
      const { archive } = await openReleased();
      const page = await archive.listNotifications({ filter: '', order: 'date-', limit: 9 });
      expect(page.rows.map(({ id, read, pinned }) => [id, read, pinned])).toEqual([
        ['5', false, false],
        ['4', false, false],
        ['2', false, false],
        ['1', true, true],
      ]);
      expect(await archive.readNotification('1')).toMatchObject(createFileNotification('1'));
      const key = createKey('domain', 'a.example');
      expect((await archive.readNotes([key])).get(key)).toMatchObject({ text: 'seen in spring' });
      expect(await archive.readSyncState('walk')).toEqual({ gaps: [[1, 2]] });
      const again = {
        stateId: 'walk',
        state: null,
        rejected: [],
        at: 1,
        notifications: [createFileNotification('3')],
      };
      expect(await archive.commitStreamPage(again)).toMatchObject({ added: [], refused: 1 });
    });

    test('answers from its indexes and counters as they are', async () => {
      const { archive, name } = await openReleased();
      const keys = Array.from({ length: 60 }, (_, i) => createKey('sha1', createHash(i, 40)));
      const states = await archive.findStates(keys);
      expect(states.flatMap((state, i) => (state === 'none' ? [] : [[i, state]]))).toEqual([
        [1, 'known'],
        [2, 'unread'],
      ]);
      const found = await archive.listNotifications({ filter: '2.bin', order: 'date-', limit: 9 });
      expect(found.rows.map(({ id }) => id)).toEqual(['2']);
      const opened = await openArchiveDatabase(name, {});
      if (!opened.ok) throw new Error(opened.error.code);
      const { origins, urlIdOnly } = await recountRows(readAllRows(opened.value, 9));
      expect((await opened.value.getAll('totals'))[0]).toMatchObject({
        origins,
        urlIdOnly,
        tombstones: 1,
        rejected: 1,
      });
    });
  },
);
