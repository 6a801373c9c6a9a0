import { expect, test } from 'vitest';
import { createKey } from '../../utils/ioc/indicator.ts';
import {
  createCommit,
  createFileNotification,
  createHash,
  createUrlNotification,
  openFakeArchive,
} from './archive-support.ts';

test('each key gets its state, in the order asked; unread is a matter of hunting', async () => {
  const archive = await openFakeArchive();
  await archive.commitStreamPage(
    createCommit([
      createFileNotification('1'),
      createFileNotification('2'),
      createFileNotification('3', { file: 2 }),
      createUrlNotification('4', 'https://a.example/x'),
    ]),
  );
  await archive.setRead(['1', '2'], true);
  expect(
    await archive.findStates([
      createKey('sha1', createHash(2, 40)),
      createKey('sha256', createHash('9')),
      createKey('url', 'https://a.example/x'),
      createKey('md5', createHash('1', 32)),
    ]),
  ).toEqual(['unread', 'none', 'known', 'known']);
});

test('a summary counts all notifications of the indicator and shows the latest', async () => {
  const archive = await openFakeArchive();
  const rows = Array.from({ length: 25 }, (_, i) =>
    createFileNotification(`n${i}`, { file: 'same', date: 1000 + i }),
  );
  await archive.commitStreamPage(createCommit([...rows, createFileNotification('other', { date: 9999 })]));
  await archive.setRead(['n24'], true);
  const summary = await archive.summarise(createKey('sha1', createHash('same', 40)));
  expect(summary).toMatchObject({ notifications: 25, unread: 24, firstDate: 1000, lastDate: 1024 });
  expect(summary?.latest.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `n${24 - i}`));
  expect(await archive.summarise(createKey('sha1', createHash('none', 40)))).toBeUndefined();
});
