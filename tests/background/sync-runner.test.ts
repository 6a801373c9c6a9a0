import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { OpenedArchive } from '../../entrypoints/background/archive-access.ts';
import { createSyncRunner } from '../../entrypoints/background/sync-runner.ts';
import { ok } from '../../utils/lang/result.ts';
import { MINUTE_MS } from '../../utils/lang/time.ts';
import { changeSettings } from '../../utils/settings/settings.ts';
import { openFakeArchive } from '../store/archive-support.ts';
import { createAged, createMany, START } from '../sync/rig.ts';
import { createInProcessFetch } from '../virustotal/in-process-fetch.ts';
import { createStandIn } from '../virustotal/stand-in.ts';

/** A stream page a minute, so that a walk takes as many bursts as it has stream pages. */
const PAGE_A_BURST = { requestsPerMinute: 1, syncEveryMinutes: 60 };

beforeEach(async () => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: START, toFake: ['Date'] });
  await changeSettings(PAGE_A_BURST);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** 130 notifications on VirusTotal, and a background whose worker dies after every burst. */
async function createRig() {
  const standIn = createStandIn({ items: createMany(130), key: 'k' });
  vi.stubGlobal('fetch', createInProcessFetch(standIn));
  const archive = await openFakeArchive();
  const account = { apiKey: 'k', apiAddress: 'http://127.0.0.1', archiveId: 'first', savedAt: 0 };
  const opened: OpenedArchive = { archive, account, name: 'fake' };
  const told: string[] = [];
  const notices = {
    collect: async (added: readonly { readonly id: string }[]) =>
      void told.push(...added.map(({ id }) => id)),
    tell: async () => undefined,
  };
  const runBurst = async () => {
    const access = { open: async () => ok(opened), forget: () => undefined };
    const runner = createSyncRunner({ access, notices, onBug: () => undefined, onBurstEnd: () => undefined });
    await runner.runBurst();
    vi.setSystemTime(Date.now() + 1.5 * MINUTE_MS);
    return (await archive.readCounters()).total;
  };
  return { standIn, told, runBurst };
}

test('nothing that the first walk brings is told, in whichever burst; what comes meanwhile and later is', async () => {
  const { standIn, told, runBurst } = await createRig();
  expect([await runBurst(), await runBurst()]).toEqual([40, 80]);
  expect(told).toEqual([]);

  // A poll comes between: its gap is another, and what it brings is news.
  standIn.insert([createAged(-180, { id: 'meanwhile' })]);
  await changeSettings({ syncEveryMinutes: 1 });
  expect(await runBurst()).toBe(81);
  await changeSettings(PAGE_A_BURST);
  expect(told).toEqual(['meanwhile']);

  expect([await runBurst(), await runBurst()]).toEqual([121, 131]);
  expect(told).toEqual(['meanwhile']);

  vi.setSystemTime(Date.now() + 60 * MINUTE_MS);
  standIn.insert([createAged(-3600, { id: 'later' })]);
  await runBurst();
  expect(told).toEqual(['meanwhile', 'later']);
});
