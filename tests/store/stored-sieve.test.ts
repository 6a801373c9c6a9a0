import { expect, test, vi } from 'vitest';
import { createKey, type IndicatorKey } from '../../utils/ioc/indicator.ts';
import { createFingerprint } from '../../utils/match/fingerprint.ts';
import { createSegment, encodeSegment } from '../../utils/match/segment.ts';
import { appendSegment } from '../../utils/store/key-segments.ts';
import { createKnownKeyIndex, type IndexWorth } from '../../utils/store/known-key-index.ts';
import { rebuildIndexes } from '../../utils/store/rebuild-indexes.ts';
import { type ArchiveDatabase, TOTALS_ID } from '../../utils/store/schema.ts';
import { readSieve, SIEVED_LEVEL } from '../../utils/store/stored-sieve.ts';
import { createEmptyTotals } from '../../utils/store/totals.ts';
import { beginRead, runWrite } from '../../utils/store/transactions.ts';
import {
  createArchiveName,
  createCommit,
  createFileNotification,
  createHash,
  openFakeArchive,
  openFakeDatabase,
} from './archive-support.ts';
import version1 from './fixtures/archive-v1.json' with { type: 'json' };
import { type DatabaseDump, restoreDatabase } from './fixtures/database-dump.ts';

/** Just enough for a segment of the first level that is in the sieve. */
const LARGE = 16_384;
const SIEVE_ALONE: IndexWorth = { sieve: 0, whole: Number.POSITIVE_INFINITY };

const createKeys = (kind: string, count: number): IndicatorKey[] =>
  Array.from({ length: count }, (_, i) => createKey('domain', `${kind}${i}.example`));

const segmentOf = (keys: readonly string[]) => createSegment(keys.map(createFingerprint));

/** As a commit does it, but for the rows. */
async function append(database: ArchiveDatabase, ...lists: (readonly string[])[]): Promise<void> {
  for (const keys of lists) {
    await runWrite(database, ['totals', 'segments', 'sieves'], async (tx) => {
      const totals = (await tx.objectStore('totals').get(TOTALS_ID)) ?? createEmptyTotals();
      await appendSegment(tx, totals, segmentOf(keys));
      await tx.objectStore('totals').put(totals);
    });
  }
}

const listLarge = async (database: ArchiveDatabase) =>
  (await database.getAllKeys('segments'))
    .filter(([level]) => level >= SIEVED_LEVEL)
    .map(([, number]) => number);

const readStored = (database: ArchiveDatabase) => readSieve(beginRead(database, ['sieves']));

async function countBytes(database: ArchiveDatabase): Promise<number> {
  return (await readStored(database))?.sieve.words.byteLength ?? 0;
}

async function expectLevel(database: ArchiveDatabase, keys: readonly string[]): Promise<void> {
  const stored = await readStored(database);
  expect([...(stored?.covered ?? [])].sort()).toEqual((await listLarge(database)).sort());
  const asked = createKnownKeyIndex(database, () => expect.unreachable('damaged'), SIEVE_ALONE);
  const strangers = createKeys('strange', 2000);
  const { terms: passed } = await asked.select([...keys, ...strangers]);
  expect(passed.slice(0, keys.length)).toEqual(keys);
  expect((passed.length - keys.length) / strangers.length).toBeLessThan(0.15);
}

test('there is no sieve before there is a large segment', async () => {
  const database = await openFakeDatabase();
  await append(database, createKeys('a', 300), createKeys('b', LARGE - 1));
  expect(await database.getAllKeys('sieves')).toEqual([]);
});

test('the sieve stands for the large segments after each append, merge and growth', async () => {
  const database = await openFakeDatabase();
  const all: string[] = [];
  const sizes: number[] = [];
  // Sixteen of them become one of the last level.
  for (let i = 0; i < 18; i++) {
    const keys = createKeys(`large${i}-`, LARGE);
    all.push(...keys);
    await append(database, keys, createKeys(`small${i}-`, 10));
    sizes.push(await countBytes(database));
    if (i % 4 === 3) await expectLevel(database, all);
  }
  expect((await listLarge(database)).length).toBe(3);
  await expectLevel(database, all);
  expect(sizes[0], 'six bits a fingerprint').toBe((LARGE * 6) / 8);
  // Growing by a third each time or more: 16k, 32k, 48k or 64k...
  expect(new Set(sizes).size).toBeLessThan(10);
  for (const [i, size] of sizes.entries()) {
    expect((size * 8) / ((i + 1) * LARGE)).toBeGreaterThan(4.3);
    expect((size * 8) / ((i + 1) * LARGE)).toBeLessThan(6.1);
  }
});

test('small segments that become a large one are in the sieve with the same commit', async () => {
  const database = await openFakeDatabase();
  const lists = Array.from({ length: 16 }, (_, i) => createKeys(`part${i}-`, 1024));
  await append(database, ...lists.slice(0, 15));
  expect(await readStored(database)).toBeUndefined();
  await append(database, ...lists.slice(15));
  expect(await listLarge(database)).toHaveLength(1);
  await expectLevel(database, lists.flat());
});

test('a sieve that is damaged is made again with the next large segment', async () => {
  const database = await openFakeDatabase();
  const lists = [createKeys('a', LARGE), createKeys('b', LARGE)] as const;
  await append(database, lists[0]);
  const [record] = await database.getAll('sieves');
  if (record === undefined) expect.unreachable('no sieve');
  await database.put('sieves', { ...record, bytes: new ArrayBuffer(LARGE) }, 'large');
  expect(await readStored(database)).toBeUndefined();
  await append(database, lists[1]);
  await expectLevel(database, lists.flat());
});

test('there is no sieve of a large segment that is damaged', async () => {
  const database = await openFakeDatabase();
  await append(database, createKeys('a', LARGE));
  await database.clear('sieves');
  for (const key of await database.getAllKeys('segments'))
    await database.put('segments', { ...encodeSegment(segmentOf(['x'])), checksum: 0 }, key);
  await append(database, createKeys('b', LARGE));
  expect(await database.getAllKeys('sieves')).toEqual([]);
});

test('a rebuild leaves nothing in the sieve that no row has', async () => {
  const database = await openFakeDatabase();
  const gone = createKeys('gone', LARGE);
  await append(database, gone);
  await expectLevel(database, gone);
  await rebuildIndexes(database);
  expect(await database.getAllKeys('segments')).toEqual([]);
  expect(await readStored(database)).toBeUndefined();
});

test('what passes the sieve in vain counts as questions to the rows, and then all is loaded', async () => {
  const database = await openFakeDatabase();
  await append(database, createKeys('held', LARGE));
  const index = createKnownKeyIndex(database, () => expect.unreachable('damaged'), { sieve: 10, whole: 20 });
  const strangers = createKeys('strange', 2000);
  const few = strangers.slice(0, 5);
  expect(await index.select(few), 'too few to read anything').toEqual({ terms: few, areLikely: false });
  const passed = (await index.select(strangers)).terms.length;
  expect(passed, 'by the sieve').toBeGreaterThan(20);
  expect(passed).toBeLessThan(250);
  expect(await index.select(strangers), 'by all of them').toEqual({ terms: [], areLikely: true });
});

test('an archive of the version before answers as ever, and has a sieve from the next tidying on', async () => {
  const name = createArchiveName();
  await restoreDatabase(name, withLargeSegment(version1 as unknown as DatabaseDump));
  const keys = [
    createKey('sha1', createHash(1, 40)),
    createKey('sha1', createHash(2, 40)),
    ...createKeys('strange', 500),
  ];
  const expected = ['known', 'unread', ...Array(500).fill('none')];
  const asked = vi.spyOn(IDBIndex.prototype, 'getKey');
  const ask = async () => {
    const archive = await openFakeArchive(name, { mustExist: true, indexWorth: SIEVE_ALONE });
    asked.mockClear();
    expect(await archive.findStates(keys)).toEqual(expected);
    archive.close();
    return asked.mock.calls.length;
  };
  expect(await ask(), 'every key').toBeGreaterThan(500);
  const archive = await openFakeArchive(name);
  await archive.maintain({ keep: 'all' }, 1_795_219_200_000);
  await archive.commitStreamPage(createCommit([createFileNotification('1')]));
  archive.close();
  expect(await ask(), 'those that pass').toBeLessThan(100);
  asked.mockRestore();
});

/** As an archive of many rows has it; the rows of these keys were deleted. */
function withLargeSegment(dump: DatabaseDump): DatabaseDump {
  const { version, checksum, bytes } = encodeSegment(segmentOf(createKeys('gone', LARGE)));
  const value = { version, checksum, bytes: { $: 'ArrayBuffer', items: [...new Uint8Array(bytes)] } };
  const record: readonly [IDBValidKey, unknown] = [[SIEVED_LEVEL, 1_000], value];
  return {
    ...dump,
    stores: dump.stores.map((store) =>
      store.name === 'segments' ? { ...store, records: [...store.records, record] } : store,
    ),
  };
}
