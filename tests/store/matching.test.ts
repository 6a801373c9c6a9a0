import { expect, test } from 'vitest';
import type { ArchivePosition } from '../../utils/store/archive-api.ts';
import { createCommit, createFileNotification, openFakeArchive } from './archive-support.ts';

const FILTER = 'entity_type:file';
const DATE = 1_795_132_800;

const createRows = (count: number, newest: number) =>
  Array.from({ length: count }, (_, i) => createFileNotification(`${newest - i}`, { date: newest - i }));

test('a change that is gone on with leaves alone what came above it meanwhile', async () => {
  const archive = await openFakeArchive();
  await archive.commitStreamPage(createCommit(createRows(600, DATE)));
  let last: ArchivePosition | undefined;
  const stop = (_changed: number, place: ArchivePosition) => {
    last = place;
    return false;
  };
  expect(await archive.markAllRead(FILTER, stop)).toBe(500);
  await archive.commitStreamPage(createCommit(createRows(3, DATE + 60)));
  expect(await archive.markAllRead(FILTER, () => true, last)).toBe(100);
  expect(await archive.readCounters()).toMatchObject({ total: 603, unreadHunting: 3 });

  expect(await archive.deleteMatching(FILTER, 0, stop)).toBe(500);
  await archive.commitStreamPage(createCommit(createRows(2, DATE + 120)));
  expect(await archive.deleteMatching(FILTER, 0, () => true, last)).toBe(103);
  expect(await archive.readCounters()).toMatchObject({ total: 2 });
});
