import { expect, test } from 'vitest';
import type { OpenedArchive } from '../../entrypoints/background/archive-access.ts';
import { createRequestCounter } from '../../entrypoints/background/request-counter.ts';
import { err, ok } from '../../utils/lang/result.ts';
import { askedIdOf } from '../../utils/sync/asked.ts';
import { openFakeArchive } from '../store/archive-support.ts';

const AT = Date.UTC(2026, 10, 22);
const ADDRESS = 'https://vt.example';

test('requests counted at once are each counted', async () => {
  const archive = await openFakeArchive();
  const opened = { archive, account: undefined, name: 'fake' } as OpenedArchive;
  const count = createRequestCounter({ open: async () => ok(opened), forget: () => undefined }, () => AT);
  await Promise.all(Array.from({ length: 7 }, () => count(ADDRESS)));
  expect(await archive.readSyncState(askedIdOf(ADDRESS))).toMatchObject({ minute: 7, today: 7 });
});

test('what cannot be counted is no reason not to ask', async () => {
  const archive = await openFakeArchive();
  archive.close();
  const opened = { archive, account: undefined, name: 'fake' } as OpenedArchive;
  for (const found of [ok(opened), err({ code: 'missing' } as const)]) {
    const count = createRequestCounter({ open: async () => found, forget: () => undefined }, () => AT);
    await expect(count(ADDRESS)).resolves.toBeUndefined();
  }
});
