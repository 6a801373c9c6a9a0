import { expect, test } from 'vitest';
import {
  createCommit,
  createFileNotification,
  createHash,
  createUrlNotification,
  openFakeArchive,
} from './archive-support.ts';

const DAY = 86_400;

async function openFilledArchive() {
  const archive = await openFakeArchive();
  const rule = (id: string, ruleName: string, days: number) =>
    createFileNotification(id, {
      date: days * DAY + 5,
      tags: ['loaders', ruleName, createHash(id)],
      hunting: { ruleName, ruleTags: [] },
    });
  await archive.commitStreamPage(
    createCommit([
      rule('1', 'marsh', 100),
      rule('2', 'marsh', 100),
      rule('3', 'fen', 101),
      createUrlNotification('4', 'https://a.example/', { date: 101 * DAY }),
    ]),
  );
  await archive.setRead(['1'], true);
  return archive;
}

test('facets count rows by what they share, the most frequent first, and leave hashes out of the tags', async () => {
  const archive = await openFilledArchive();
  expect(await archive.readFacets('')).toEqual({
    total: 4,
    unread: 3,
    origins: [
      { value: 'hunting', total: 3, unread: 2 },
      { value: 'subscriptions', total: 1, unread: 1 },
    ],
    entityTypes: [
      { value: 'file', total: 3, unread: 2 },
      { value: 'url', total: 1, unread: 1 },
    ],
    rules: [
      { value: 'marsh', total: 2, unread: 1 },
      { value: 'fen', total: 1, unread: 1 },
    ],
    sources: [
      { value: '4711', label: 'loaders', total: 3, unread: 2 },
      { value: createHash('collection'), label: 'Marsh', total: 1, unread: 1 },
    ],
    tags: [
      { value: 'loaders', total: 3, unread: 2 },
      { value: 'marsh', total: 2, unread: 1 },
      { value: 'fen', total: 1, unread: 1 },
    ],
  });
});

test('facets of a filter count what its causes match, and what is gone no more', async () => {
  const archive = await openFilledArchive();
  await archive.deleteNotifications(['3'], 0);
  const facets = await archive.readFacets('origin:hunting date:2000-01-01+');
  expect(facets).toMatchObject({ total: 2, rules: [{ value: 'marsh' }] });
});

test('days say how many rows of which rule or source came', async () => {
  const archive = await openFilledArchive();
  expect(await archive.readDays('', [100, 101])).toEqual([
    { day: 100, total: 2, byLabel: new Map([['marsh', 2]]) },
    {
      day: 101,
      total: 2,
      byLabel: new Map([
        ['fen', 1],
        ['Marsh', 1],
      ]),
    },
  ]);
  expect((await archive.readDays('notification_tag:fen', [0, 200])).map(({ day }) => day)).toEqual([101]);
});

test('rows of a filter are counted exactly, whatever the filter', async () => {
  const archive = await openFilledArchive();
  expect(await archive.countMatching({ filter: '' })).toBe(4);
  expect(await archive.countMatching({ filter: 'marsh' })).toBe(3);
  expect(await archive.countMatching({ filter: 'origin:hunting', unreadOnly: true })).toBe(2);
});

test('the empty filter deletes nothing', async () => {
  const archive = await openFilledArchive();
  await expect(archive.deleteMatching(' ', 0)).rejects.toThrow('empty filter');
  expect(await archive.readCounters()).toMatchObject({ total: 4 });
});
