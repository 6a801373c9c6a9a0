import { expect, test } from 'vitest';
import { createKey } from '../../utils/ioc/indicator.ts';
import { createFileNotification, openFakeArchive } from './archive-support.ts';

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...createFileNotification(`n${String(index).padStart(5, '0')}`),
    date: 1_795_132_800 + index,
    storedAt: 0,
    read: false,
    pinned: false,
  }));

test('an empty archive has no size; every part grows with what is put into it', async () => {
  const archive = await openFakeArchive();
  expect(await archive.measureSizes()).toEqual({ rows: 0, isSampled: false, index: 0, texts: 0, notes: 0 });
  await archive.restoreNotifications(rows(10));
  await archive.writeNote({
    key: createKey('domain', 'a.example'),
    text: 'seen before',
    labels: [],
    updatedAt: 0,
  });
  const few = await archive.measureSizes();
  expect(few.isSampled).toBe(false);
  for (const bytes of [few.rows, few.index, few.texts, few.notes]) expect(bytes).toBeGreaterThan(20);
});

test('beyond the sample the rows are estimated, and come close', async () => {
  const archive = await openFakeArchive();
  await archive.restoreNotifications(rows(150));
  const exact = await archive.measureSizes();
  await archive.restoreNotifications(rows(600));
  const estimate = await archive.measureSizes();
  expect([exact.isSampled, estimate.isSampled]).toEqual([false, true]);
  expect(Math.abs(estimate.rows / exact.rows - 4)).toBeLessThan(0.1);
  expect(estimate.texts).toBeGreaterThan(exact.texts);
});
