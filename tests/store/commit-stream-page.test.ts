import { describe, expect, test } from 'vitest';
import { createKey } from '../../utils/ioc/indicator.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import {
  createArchiveName,
  createCommit,
  createFileNotification,
  createHash,
  openFakeArchive,
} from './archive-support.ts';
import { findMiscount } from './find-miscount.ts';

test('the same notification twice is kept once, in one stream page and over two', async () => {
  const archive = await openFakeArchive();
  const row = createFileNotification('1');
  expect(await archive.commitStreamPage(createCommit([row, row]))).toEqual({
    added: [row],
    known: 0,
    refused: 0,
  });
  expect(await archive.commitStreamPage(createCommit([row, createFileNotification('2')]))).toMatchObject({
    known: 1,
  });
  expect(await archive.readCounters()).toMatchObject({ total: 2, hunting: 2, unreadHunting: 2 });
});

test('a row seen again keeps what the user did and takes what is new about its entity', async () => {
  const archive = await openFakeArchive();
  const { entity, ...rest } = createFileNotification('1');
  const bare = { ...rest, entity: { type: entity.type, id: entity.id, sha256: createHash('1') } };
  await archive.commitStreamPage(createCommit([{ ...bare, keys: bare.keys.slice(0, 1) }]));
  await archive.setRead(['1'], true);
  await archive.setPinned(['1'], true);

  const fresh = { ...createFileNotification('1'), entity: { ...entity, size: 4096 } };
  expect(await archive.commitStreamPage(createCommit([fresh], { at: 1 }))).toMatchObject({ known: 1 });
  expect(await archive.readNotification('1')).toEqual({
    ...fresh,
    storedAt: 1_795_200_000_000,
    read: true,
    pinned: true,
  });
  expect(await archive.findStates([createKey('md5', createHash('1', 32))])).toEqual(['known']);

  await archive.commitStreamPage(createCommit([bare]));
  expect((await archive.readNotification('1'))?.entity).toEqual(fresh.entity);
});

describe('a row that tells more of its cause when it is seen again', () => {
  const full = createFileNotification('1', { tags: ['loaders', createHash('1', 32)] });
  const { hunting: _hunting, ...ruleless } = full;
  const { type, id } = full.entity;
  const first = { ...ruleless, entity: { type, id }, keys: full.keys.slice(0, 1) };

  async function openTold(tell: (archive: Archive) => Promise<unknown>) {
    const name = createArchiveName();
    const archive = await openFakeArchive(name);
    const other = createFileNotification('2', { tags: ['loaders'] });
    await archive.commitStreamPage(createCommit([first, other]));
    await tell(archive);
    return { name, archive };
  }

  const tellings: readonly [string, (archive: Archive) => Promise<unknown>][] = [
    ['by the stream', (archive) => archive.commitStreamPage(createCommit([full]))],
    ['when it was asked about', (archive) => archive.recordUpstream('1', full, 1)],
    [
      'by an archive file',
      async (archive) => {
        const file = await openFakeArchive();
        await file.commitStreamPage(createCommit([full]));
        await archive.importLines(file.exportLines(1));
      },
    ],
  ];

  test.each(tellings)('%s: is found under it and counted with it', async (_how, tell) => {
    const { name, archive } = await openTold(tell);
    const found = await archive.listNotifications({ filter: 'rule:marsh_loader', order: 'date-', limit: 9 });
    expect(found.rows.map((row) => row.id)).toEqual(['2', '1']);
    expect((await archive.readFacets('')).rules).toMatchObject([
      { value: 'marsh_loader', total: 2, unread: 2 },
    ]);
    expect(await findMiscount(name)).toBeUndefined();
    await archive.repair();
    expect(await findMiscount(name)).toBeUndefined();
  });
});

test('what could not be understood is counted, with its latest reasons', async () => {
  const archive = await openFakeArchive();
  const reject = (from: number) =>
    createCommit([], { rejected: Array.from({ length: 15 }, (_, i) => ({ reason: `bad ${from + i}` })) });
  await archive.commitStreamPage(reject(0));
  await archive.commitStreamPage(reject(15));
  const counters = await archive.readCounters();
  expect(counters.rejected).toBe(30);
  expect(counters.rejectedReasons).toHaveLength(20);
  expect(counters.rejectedReasons[0]).toBe('bad 15');
});

test('an item that every poll meets again counts once, and no more when it is understood after all', async () => {
  const archive = await openFakeArchive();
  const reject = createCommit([], { rejected: [{ id: '7', reason: 'file without an id' }] });
  await archive.commitStreamPage(reject);
  const { epoch } = await archive.readCounters();
  await archive.commitStreamPage(reject);
  expect(await archive.readCounters()).toMatchObject({
    rejected: 1,
    rejectedReasons: ['file without an id'],
    epoch,
  });
  await archive.commitStreamPage(createCommit([createFileNotification('7')]));
  expect(await archive.readCounters()).toMatchObject({ rejected: 0, total: 1 });
});

describe('an item that is understood after all', () => {
  const openWithRejects = async () => {
    const archive = await openFakeArchive();
    const rejected = [
      { id: '7', reason: 'of a type of 7 and 8' },
      { id: '8', reason: 'of a type of 7 and 8' },
      { id: '9', reason: 'domain without an id' },
      { reason: 'not an object' },
    ];
    await archive.commitStreamPage(createCommit([], { rejected }));
    return archive;
  };
  const understand = async (archive: Archive, ...ids: string[]) => {
    await archive.commitStreamPage(createCommit(ids.map((id) => createFileNotification(id))));
    const { rejected, rejectedReasons } = await archive.readCounters();
    return { rejected, reasons: [...new Set(rejectedReasons)] };
  };

  test('takes its reason with it, unless another was kept out for the same', async () => {
    const archive = await openWithRejects();
    expect(await understand(archive, '7', '9')).toEqual({
      rejected: 2,
      reasons: ['of a type of 7 and 8', 'not an object'],
    });
    expect(await understand(archive, '8')).toEqual({ rejected: 1, reasons: ['not an object'] });
  });

  test('does so as well when an archive file brings it', async () => {
    const archive = await openWithRejects();
    const file = await openFakeArchive();
    await file.commitStreamPage(createCommit([createFileNotification('9')]));
    await archive.importLines(file.exportLines(1));
    const { rejected, rejectedReasons } = await archive.readCounters();
    expect([rejected, rejectedReasons.includes('domain without an id')]).toEqual([3, false]);
  });
});

test('a stream page with nothing new changes nothing that is shown', async () => {
  const archive = await openFakeArchive();
  const page = createCommit([createFileNotification('1')]);
  await archive.commitStreamPage(page);
  const heard: unknown[] = [];
  archive.onChange((change) => heard.push(change));
  const { epoch } = await archive.readCounters();
  await archive.commitStreamPage({ ...page, state: 'moved on' });
  expect(await archive.readCounters()).toMatchObject({ epoch });
  expect(await archive.readSyncState('walk')).toBe('moved on');
  expect(heard).toEqual([]);
});

test('a commit that fails leaves nothing behind, neither rows nor progress', async () => {
  const archive = await openFakeArchive();
  await archive.commitStreamPage(createCommit([], { state: 'before' }));
  const unclonable = createCommit([createFileNotification('1')], {
    state: () => 'a function cannot be kept',
  });
  await expect(archive.commitStreamPage(unclonable)).rejects.toThrow();
  expect(await archive.readSyncState('walk')).toBe('before');
  expect(await archive.readNotification('1')).toBeUndefined();
  expect(await archive.readCounters()).toMatchObject({ total: 0 });
});

test('what comes as read is counted as read, and what was there keeps its mark', async () => {
  const archive = await openFakeArchive();
  await archive.commitStreamPage(createCommit([createFileNotification('1')]));
  const rows = [createFileNotification('1'), createFileNotification('2'), createFileNotification('3')];
  await archive.commitStreamPage({ ...createCommit(rows), read: new Set(['1', '2']) });
  expect(await archive.readCounters()).toMatchObject({ hunting: 3, unreadHunting: 2 });
  const read = (await archive.readNotifications(['1', '2', '3'])).map((row) => row?.read);
  expect(read).toEqual([false, true, false]);
});
