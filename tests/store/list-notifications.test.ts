import { expect, test } from 'vitest';
import type { Archive, ListQuery } from '../../utils/store/archive-api.ts';
import {
  createCommit,
  createFileNotification,
  createUrlNotification,
  openFakeArchive,
} from './archive-support.ts';

const QUERY: ListQuery = { filter: '', order: 'date-', limit: 2 };

async function readAllPages(archive: Archive, query: ListQuery): Promise<string[]> {
  const ids: string[] = [];
  let page = await archive.listNotifications(query);
  for (;;) {
    ids.push(...page.rows.map(({ id }) => id));
    if (page.next === undefined) return ids;
    page = await archive.listNotifications({ ...query, after: page.next });
  }
}

async function openFilledArchive(): Promise<Archive> {
  const archive = await openFakeArchive();
  await archive.commitStreamPage(
    createCommit([
      createFileNotification('5', { date: 100 }),
      createFileNotification('4', { date: 300 }),
      createUrlNotification('3', 'https://a.example/', { date: 200 }),
      createFileNotification('2', { date: 200 }),
      createFileNotification('1', { date: 200 }),
    ]),
  );
  return archive;
}

test('both orders, page by page, rows of one second included', async () => {
  const archive = await openFilledArchive();
  expect(await readAllPages(archive, QUERY)).toEqual(['4', '3', '2', '1', '5']);
  expect(await readAllPages(archive, { ...QUERY, order: 'date+' })).toEqual(['5', '1', '2', '3', '4']);
});

test('one origin only', async () => {
  const archive = await openFilledArchive();
  expect(await readAllPages(archive, { ...QUERY, filter: 'origin:hunting' })).toEqual(['4', '2', '1', '5']);
  expect(await readAllPages(archive, { ...QUERY, filter: 'origin:subscriptions' })).toEqual(['3']);
});

test('unread rows only, of one origin or of all', async () => {
  const archive = await openFilledArchive();
  await archive.setRead(['4', '1'], true);
  expect(await readAllPages(archive, { ...QUERY, unreadOnly: true })).toEqual(['3', '2', '5']);
  expect(
    await readAllPages(archive, { ...QUERY, unreadOnly: true, order: 'date+', filter: 'origin:hunting' }),
  ).toEqual(['5', '2']);
  expect(await archive.readCounters()).toMatchObject({ unreadHunting: 2, unreadSubscriptions: 1 });
});

test('the last page has no next, also when it is exactly full', async () => {
  const archive = await openFakeArchive();
  expect(await archive.listNotifications(QUERY)).toEqual({ rows: [] });
  await archive.commitStreamPage(createCommit([createFileNotification('1'), createFileNotification('2')]));
  expect((await archive.listNotifications(QUERY)).next).toBeUndefined();
});

test('pinned rows only', async () => {
  const archive = await openFilledArchive();
  await archive.setPinned(['4', '3', '5'], true);
  expect(await readAllPages(archive, { ...QUERY, pinnedOnly: true })).toEqual(['4', '3', '5']);
  expect(await readAllPages(archive, { ...QUERY, pinnedOnly: true, filter: '4.bin' })).toEqual(['4']);
});
