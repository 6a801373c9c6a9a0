import { expect, test } from 'vitest';
import { createKey } from '../../utils/ioc/indicator.ts';
import { deleteArchive } from '../../utils/store/recover-archive.ts';
import {
  createCommit,
  createFileNotification,
  createHash,
  createUrlNotification,
  openFakeArchive,
} from './archive-support.ts';

/**
 * The same archive on a real IndexedDB: a transaction there ends as soon as something foreign is awaited in it, and
 * reading backwards takes another way than in Node.
 */
test('an archive lives in a real browser: commits, lists, searches, looks up, counts, deletes, exports', async () => {
  const name = `huntlight-archive-dom-${crypto.randomUUID()}`;
  const archive = await openFakeArchive(name);
  for (let page = 0; page < 20; page++) {
    const rows = Array.from({ length: 40 }, (_, i) => {
      const n = page * 40 + i;
      return n % 10 === 0
        ? createUrlNotification(`${n}`, `https://h${n}.example/`, { date: 1000 + n })
        : createFileNotification(`${n}`, { date: 1000 + n });
    });
    const report = await archive.commitStreamPage(createCommit(rows, { state: { page } }));
    expect(report.added).toHaveLength(40);
  }
  const list = async (filter: string, order: 'date-' | 'date+' = 'date-') =>
    (await archive.listNotifications({ filter, order, limit: 3 })).rows.map(({ id }) => id);
  expect(await list('')).toEqual(['799', '798', '797']);
  expect(await list('', 'date+')).toEqual(['0', '1', '2']);
  expect(await list('origin:subscriptions')).toEqual(['790', '780', '770']);
  expect(await list('source_type:collection date:001000100-')).toEqual(['790', '780', '770']);
  expect(await list('h700.example')).toEqual(['700']);
  expect(await list('loader 333.bin')).toEqual(['333']);

  const keys = Array.from({ length: 100 }, (_, i) => createKey('md5', createHash(700 + 2 * i, 32)));
  const held = keys.map((_, i) => (700 + 2 * i < 800 && (2 * i) % 10 !== 0 ? 'unread' : 'none'));
  expect(await archive.findStates(keys)).toEqual(held);
  const host = createKey('domain', 'h700.example');
  expect(await archive.findUrlsOnHosts([host])).toEqual(['url:https://h700.example/']);
  expect(await archive.summarise(createKey('md5', createHash(701, 32)))).toMatchObject({
    notifications: 1,
    unread: 1,
  });

  expect(await archive.markAllRead('origin:subscriptions')).toBe(80);
  expect(await archive.deleteMatching('source_type:collection', 1_795_219_200_000)).toBe(80);
  expect(await archive.readCounters()).toMatchObject({
    total: 720,
    hunting: 720,
    subscriptions: 0,
    unreadHunting: 720,
  });
  let lines = 0;
  for await (const line of archive.exportLines(1)) lines += line.length > 0 ? 1 : 0;
  // The head, the rows, and what keeps a deleted row from coming back.
  expect(lines).toBe(1 + 720 + 80);
  archive.close();
  await deleteArchive(name);
});
