import { deleteDB, openDB } from 'idb';
import { expect, test } from 'vitest';
import { createKey } from '../../utils/ioc/indicator.ts';
import { ARCHIVE_VERSION } from '../../utils/store/migrations.ts';
import { openArchive } from '../../utils/store/open-archive.ts';
import {
  createArchiveName,
  createCommit,
  createFileNotification,
  openFakeArchive,
} from './archive-support.ts';

test('what was committed is there when the archive is opened again', async () => {
  const name = createArchiveName();
  const first = await openFakeArchive(name);
  await first.commitStreamPage(createCommit([createFileNotification('1')], { state: { gaps: [[1, 2]] } }));
  first.close();

  const second = await openFakeArchive(name, { mustExist: true });
  expect(await second.readNotification('1')).toEqual({
    ...createFileNotification('1'),
    storedAt: 1_795_200_000_000,
    read: false,
    pinned: false,
  });
  expect(await second.readSyncState('walk')).toEqual({ gaps: [[1, 2]] });
});

test('an archive written by a later version is left alone and says so', async () => {
  const name = createArchiveName();
  (await openDB(name, ARCHIVE_VERSION + 1)).close();
  expect(await openArchive(name)).toEqual({ ok: false, error: { code: 'newer' } });
});

test('an archive that must be there and is not is missing, and no empty one is made in its place', async () => {
  const name = createArchiveName();
  expect(await openArchive(name, { mustExist: true })).toEqual({ ok: false, error: { code: 'missing' } });
  expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name);
});

test('a database without the stores it must have is damaged', async () => {
  const name = createArchiveName();
  (await openDB(name, ARCHIVE_VERSION)).close();
  expect(await openArchive(name)).toMatchObject({ ok: false, error: { code: 'damaged' } });
});

test('another context that deletes the database is not held up, and the user of this one is told', async () => {
  const name = createArchiveName();
  let closed = 0;
  const archive = await openFakeArchive(name, { onClosed: () => closed++ });
  await deleteDB(name);
  expect(closed).toBe(1);
  await expect(archive.findStates([createKey('domain', 'a.example')])).rejects.toMatchObject({
    name: 'StoreFault',
    code: 'closed',
  });
});

test('a change is told to listeners in this context and in others', async () => {
  const name = createArchiveName();
  const [here, there] = [new BroadcastChannel(name), new BroadcastChannel(name)];
  const archive = await openFakeArchive(name, { channel: here });
  const other = await openFakeArchive(name, { channel: there });
  const heard: unknown[] = [];
  archive.onChange((change) => heard.push(change));
  const told = new Promise((resolve) => other.onChange(resolve));
  await archive.commitStreamPage(createCommit([createFileNotification('1')]));
  expect(heard).toEqual([{ keys: true }]);
  expect(await told).toEqual({ keys: true });
  archive.close();
  other.close();
});
