import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createArchiveAccess } from '../../entrypoints/background/archive-access.ts';
import { createArchiveHandlers } from '../../entrypoints/background/archive-handlers.ts';
import { createSyncRunner } from '../../entrypoints/background/sync-runner.ts';
import { DAY_MS, SECOND_MS } from '../../utils/lang/time.ts';
import { findArchiveDatabaseName, writeAccount } from '../../utils/store/account.ts';
import { openFakeArchive } from '../store/archive-support.ts';
import { createAged, createMany, START } from '../sync/rig.ts';
import { createInProcessFetch } from '../virustotal/in-process-fetch.ts';
import { createStandIn } from '../virustotal/stand-in.ts';

const ARCHIVES = ['first', 'second'] as const;
const ROWS = 20;
const DAY_S = DAY_MS / SECOND_MS;

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(async () => true);
  vi.useFakeTimers({ now: START, toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A key in the first of two archives, both empty, and a background of its own around them. */
async function createRig(onFetch: () => Promise<void> = async () => undefined) {
  const standIn = createStandIn({ items: createMany(ROWS), key: 'k', retentionMs: 7 * DAY_MS });
  const answer = createInProcessFetch(standIn);
  vi.stubGlobal('fetch', async (...request: Parameters<typeof fetch>) => {
    await onFetch();
    return answer(...request);
  });
  for (const id of ARCHIVES) {
    await deleteDB(findArchiveDatabaseName(id));
    (await openFakeArchive(findArchiveDatabaseName(id))).close();
  }
  await writeAccount({ apiKey: 'k', apiAddress: 'http://127.0.0.1', archiveId: 'first', savedAt: 1 });
  const access = createArchiveAccess(() => undefined);
  const onBug = vi.fn();
  const runner = createSyncRunner({
    access,
    notices: { collect: async () => undefined, tell: async () => undefined },
    onBug,
    onBurstEnd: () => undefined,
  });
  const archives = createArchiveHandlers({ access, clock: Date.now });
  const count = async (id: (typeof ARCHIVES)[number]) => {
    const archive = await openFakeArchive(findArchiveDatabaseName(id));
    const { total } = await archive.readCounters();
    archive.close();
    return total;
  };
  return { standIn, runner, archives, count, onBug };
}

test('each archive goes on where it stopped, and what VirusTotal has deleted meanwhile is a loss in it', async () => {
  const { standIn, runner, archives, count } = await createRig();
  await runner.runBurst();
  expect([await count('first'), await count('second')]).toEqual([ROWS, 0]);
  await archives.use('second');
  await runner.runBurst();
  expect([await count('first'), await count('second')]).toEqual([ROWS, ROWS]);

  standIn.insert([createAged(-0.5 * DAY_S, { id: 'missed' }), createAged(-7 * DAY_S, { id: 'still there' })]);
  vi.setSystemTime(START + 8 * DAY_MS);
  await archives.use('first');
  await runner.runBurst();
  expect(await count('first')).toBe(ROWS + 1);
  const { gaps, losses } = await runner.readStatus();
  expect(gaps).toEqual([]);
  expect(losses).toEqual([
    {
      from: expect.any(Number),
      to: START / SECOND_MS + DAY_S,
      cause: 'expired',
      recordedAt: expect.any(Number),
    },
  ]);
  expect(losses?.[0]?.from).toBeLessThanOrEqual(START / SECOND_MS);
});

test('a burst under way goes on in the new archive at once, and the old one has only to fetch it later', async () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const onFetch = vi.fn(() => opened);
  const { runner, archives, count, onBug } = await createRig(onFetch);
  const burst = runner.runBurst();
  await vi.waitFor(() => expect(onFetch).toHaveBeenCalled());
  await archives.use('second');
  await runner.syncNow();
  open();
  await burst;
  expect([await count('first'), await count('second')]).toEqual([0, ROWS]);
  await archives.use('first');
  expect((await runner.readStatus()).phase).toBe('running');
  await runner.runBurst();
  expect([await count('first'), await count('second')]).toEqual([ROWS, ROWS]);
  expect(onBug).not.toHaveBeenCalled();
});
