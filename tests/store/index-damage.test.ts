import { openDB } from 'idb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createKey } from '../../utils/ioc/indicator.ts';
import { rebuildIndexes } from '../../utils/store/rebuild-indexes.ts';
import { coverSegments } from '../../utils/store/stored-sieve.ts';
import { runWrite } from '../../utils/store/transactions.ts';
import {
  createArchiveName,
  createCommit,
  createFileNotification,
  createHash,
  openFakeArchive,
  openFakeDatabase,
} from './archive-support.ts';
import { createDying } from './dying-database.ts';
import { loseRecords } from './lose-records.ts';

afterEach(() => vi.restoreAllMocks());

/** Enough to be worth the index: half of them held. */
const KEYS = Array.from({ length: 100 }, (_, i) => createKey('sha256', createHash(i)));
const HELD = KEYS.map((_, i) => (i < 50 ? 'unread' : 'none'));
const ROWS = Array.from({ length: 50 }, (_, i) => createFileNotification(`${i}`));

async function openWithDamaged(store: 'segments' | 'columns', damage: (record: never) => unknown) {
  const name = createArchiveName();
  const first = await openFakeArchive(name);
  await first.commitStreamPage(createCommit(ROWS));
  first.close();
  const database = await openDB(name);
  for (const key of await database.getAllKeys(store)) {
    const record = await database.get(store, key);
    await database.put(store, damage(record as never), key);
  }
  database.close();
  return { archive: await openFakeArchive(name), name };
}

test.each([
  ['another version', (record: { version: number }) => ({ ...record, version: 99 })],
  [
    'other bytes',
    (record: { bytes: ArrayBuffer }) => {
      const bytes = new Uint8Array(record.bytes);
      bytes.fill(0, 0, 8);
      return { ...record, bytes: bytes.buffer };
    },
  ],
])('an index segment of %s is made again from the rows, which answer meanwhile', async (_name, damage) => {
  const { archive, name } = await openWithDamaged('segments', damage as (record: never) => unknown);
  expect(await archive.findStates(KEYS)).toEqual(HELD);
  const database = await openDB(name);
  await vi.waitFor(async () => {
    const [record] = await database.getAll('segments');
    expect(record).toMatchObject({ version: 1 });
    expect(new Uint8Array(record.bytes).slice(0, 8)).not.toEqual(new Uint8Array(8));
  });
  database.close();
  // One that has kept no answers.
  const other = await openFakeArchive(name);
  const asked = vi.spyOn(IDBIndex.prototype, 'getKey');
  expect(await other.findStates(KEYS)).toEqual(HELD);
  // The fifty that are held, each verified on its row in one question: the others never reach the database.
  expect(asked.mock.calls.length).toBe(50);
});

test('text columns of another version are made again, and a walk finds the rows meanwhile', async () => {
  const { archive, name } = await openWithDamaged('columns', ((record: object) => ({
    ...record,
    version: 99,
  })) as never);
  const find = async () =>
    (await archive.listNotifications({ filter: '7.bin', order: 'date-', limit: 9 })).rows;
  expect((await find()).map(({ id }) => id)).toEqual(['7', '47', '37', '27', '17']);
  const database = await openDB(name);
  await vi.waitFor(async () => expect((await database.getAll('columns'))[0]).toMatchObject({ version: 1 }));
  database.close();
  expect((await find()).map(({ id }) => id)).toEqual(['7', '47', '37', '27', '17']);
});

test('an index that is open learns what another context commits', async () => {
  const name = createArchiveName();
  const [one, other] = [await openFakeArchive(name), await openFakeArchive(name)];
  await one.commitStreamPage(createCommit(ROWS.slice(0, 10)));
  expect((await one.findStates(KEYS)).filter((state) => state === 'unread')).toHaveLength(10);
  await other.commitStreamPage(createCommit(ROWS));
  expect(await one.findStates(KEYS)).toEqual(HELD);
});

test('counters that are gone are counted again when the archive opens, and on demand', async () => {
  const name = createArchiveName();
  const first = await openFakeArchive(name);
  await first.commitStreamPage(createCommit(ROWS.slice(0, 20)));
  await first.deleteNotifications(['3'], 1_795_219_200_000);
  await first.setRead(['1'], true);
  const [counters, facets] = [await first.readCounters(), await first.readFacets('')];
  first.close();

  const database = await openDB(name);
  for (const store of ['totals', 'causes', 'days']) await database.clear(store);
  const second = await openFakeArchive(name, { mustExist: true });
  const { epoch: _epoch, ...numbers } = counters;
  expect(await second.readCounters()).toMatchObject(numbers);
  expect(await second.readFacets('')).toEqual(facets);

  await database.clear('causes');
  await database.clear('segments');
  await second.repair();
  expect(await second.readFacets('')).toEqual(facets);
  expect((await second.commitStreamPage(createCommit(ROWS))).added).toHaveLength(30);
  expect((await second.findStates(KEYS)).filter((state) => state !== 'none')).toHaveLength(49);
  database.close();
});

test('a rebuild that died on the way is gone through by the next maintenance', async () => {
  const name = createArchiveName();
  const archive = await openFakeArchive(name);
  await archive.commitStreamPage(createCommit(ROWS));
  const database = await openDB(name);
  const read = () => database.get('totals', 'totals');
  await database.put('totals', { ...(await read()), rebuiltFrom: 2, stale: 20 });
  expect(await archive.readOutline('malware')).toMatchObject({ exact: false });
  await archive.maintain({ keep: 'all' }, 0);
  expect(await read()).toMatchObject({ stale: 0 });
  expect(await read()).not.toHaveProperty('rebuiltFrom');
  expect(await archive.readOutline('malware')).toMatchObject({ exact: true });
  database.close();
});

test('a rebuild that fails again and again goes on where it was, and leaves no copies', async () => {
  const name = createArchiveName();
  const archive = await openFakeArchive(name);
  await archive.commitStreamPage(createCommit(ROWS));
  const database = await openFakeDatabase(name);
  const rebuild = () => rebuildIndexes(database, { batch: 10 });
  const { put } = IDBObjectStore.prototype;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    // The third batch in the order of ids: 27, 28, 29, 3, 30...
    if (this.name === 'columns' && args[0].ids.startsWith('2728'))
      throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, args);
  });
  for (let attempt = 0; attempt < 3; attempt++) {
    await expect(rebuild()).rejects.toMatchObject({ code: 'disk-full' });
    expect(await database.count('columns')).toBe(3);
    expect(await database.get('totals', 'totals')).toMatchObject({ stale: 20 });
  }
  spy.mockRestore();
  await rebuild();
  expect(await database.get('totals', 'totals')).toMatchObject({ stale: 0 });
  expect(await database.count('columns')).toBe(5);
  expect(await archive.findStates(KEYS)).toEqual(HELD);
});

test('rows that come and go while a rebuild stands still are known and not known after it', async () => {
  const name = createArchiveName();
  const archive = await openFakeArchive(name);
  await archive.commitStreamPage(createCommit(ROWS.slice(0, 40)));
  const database = await openFakeDatabase(name);
  const batch = 10;
  // Its beginning and two batches.
  await expect(rebuildIndexes(createDying(database, 3), { batch })).rejects.toThrow('archive: closed');
  const find = async () =>
    (await archive.listNotifications({ filter: '.bin', order: 'date-', limit: 99 })).rows.length;
  expect(await find()).toBe(40);
  // In the order of ids the first of these stand before where it was, the others behind.
  await archive.deleteNotifications(['10', '39'], 1_795_219_200_000);
  await archive.commitStreamPage(createCommit([createFileNotification('1a'), ...ROWS.slice(40)]));
  await archive.maintain({ keep: 'all' }, 0);
  expect(await database.get('totals', 'totals')).not.toHaveProperty('rebuilt');
  const held = KEYS.map((_, i) => (i < 50 && i !== 10 && i !== 39 ? 'unread' : 'none'));
  expect(await archive.findStates(KEYS)).toEqual(held);
  expect(await find()).toBe(49);
  // What stands there twice goes with the next one, which begins at the first row.
  await rebuildIndexes(database, { batch });
  expect(await database.get('totals', 'totals')).toMatchObject({ stale: 0 });
  const columns = await database.getAll('columns');
  expect(columns.reduce((sum, { dates }) => sum + dates.length, 0)).toBe(49);
});

test.each([undefined, { from: 1, replaced: 0, after: '49' }])(
  'one that an earlier version left begins at the first row: %j',
  async (rebuilt) => {
    const name = createArchiveName();
    const archive = await openFakeArchive(name);
    await archive.commitStreamPage(createCommit(ROWS));
    const database = await openFakeDatabase(name);
    const read = () => database.get('totals', 'totals');
    const totals = await read();
    if (totals === undefined) throw new Error('no totals');
    await database.put('totals', { ...totals, rebuiltFrom: 2, ...(rebuilt && { rebuilt }) });
    await archive.maintain({ keep: 'all' }, 0);
    expect(await read()).toMatchObject({ stale: 0 });
    expect(await archive.findStates(KEYS)).toEqual(HELD);
    expect(await database.count('columns')).toBe(1);
  },
);

test('of two contexts that go on with one rebuild, one does', async () => {
  const name = createArchiveName();
  const archive = await openFakeArchive(name);
  await archive.commitStreamPage(createCommit(ROWS));
  const [one, other] = [await openFakeDatabase(name), await openFakeDatabase(name)];
  await Promise.all([rebuildIndexes(one, { batch: 10 }), rebuildIndexes(other, { batch: 10 })]);
  expect(await one.get('totals', 'totals')).toMatchObject({ stale: 0 });
  expect(await archive.findStates(KEYS)).toEqual(HELD);
});

describe('a record whose file is lost is made again from the rows, which answer meanwhile', () => {
  const WHOLE = { indexWorth: { sieve: 50, whole: 50 } };
  const SIEVE = { indexWorth: { sieve: 0, whole: Number.POSITIVE_INFINITY } };

  async function openWithLost(store: 'segments' | 'columns' | 'sieves', deps = WHOLE) {
    const name = createArchiveName();
    const first = await openFakeArchive(name);
    for (let i = 0; i < 15; i++) await first.commitStreamPage(createCommit(ROWS.slice(3 * i, 3 * i + 3)));
    first.close();
    const database = await openFakeDatabase(name);
    await runWrite(database, ['segments', 'sieves'], (tx) => coverSegments(tx, 0));
    const lost = await loseRecords(database, store);
    return { archive: await openFakeArchive(name, deps), database, lost };
  }

  test.each([
    ['segments', WHOLE],
    ['sieves', SIEVE],
  ] as const)('keys are known without %s', async (store, deps) => {
    const { archive, database, lost } = await openWithLost(store, deps);
    const held = KEYS.map((_, i) => (i < 45 ? 'unread' : 'none'));
    expect(await archive.findStates(KEYS)).toEqual(held);
    // As the daily tidying does with large segments.
    if (store === 'sieves') await runWrite(database, ['segments', 'sieves'], (tx) => coverSegments(tx, 0));
    await vi.waitFor(() => expect(lost.keys).toEqual([]));
    expect(await archive.findStates(KEYS)).toEqual(held);
  });

  test('text is found without columns', async () => {
    const { archive, lost } = await openWithLost('columns');
    const find = async () =>
      (await archive.listNotifications({ filter: '7.bin', order: 'date-', limit: 9 })).rows;
    expect((await find()).map(({ id }) => id)).toEqual(['7', '37', '27', '17']);
    await vi.waitFor(() => expect(lost.keys).toEqual([]));
    expect((await find()).map(({ id }) => id)).toEqual(['7', '37', '27', '17']);
  });

  test.each(['segments', 'columns'] as const)('a commit that merges %s goes through', async (store) => {
    const { archive, database, lost } = await openWithLost(store);
    expect((await archive.commitStreamPage(createCommit(ROWS.slice(45)))).added).toHaveLength(5);
    // Nobody has asked anything: the commit itself has them made again.
    await vi.waitFor(() => expect(lost.keys).toEqual([]));
    expect(await archive.findStates(KEYS)).toEqual(HELD);
    await vi.waitFor(async () => expect(await database.count(store)).toBe(1));
  });

  test('a sieve is not made of segments that cannot be read, and nothing fails for it', async () => {
    const { archive, database, lost } = await openWithLost('segments');
    await database.clear('sieves');
    await runWrite(database, ['segments', 'sieves'], (tx) => coverSegments(tx, 0));
    expect(await database.count('sieves')).toBe(0);
    await archive.repair();
    expect(lost.keys).toEqual([]);
  });
});
