import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { OpenedArchive } from '../../entrypoints/background/archive-access.ts';
import { createSyncRunner } from '../../entrypoints/background/sync-runner.ts';
import { err, ok } from '../../utils/lang/result.ts';
import { MINUTE_MS } from '../../utils/lang/time.ts';
import { changeSettings } from '../../utils/settings/settings.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { StoreFault } from '../../utils/sync/ports.ts';
import { openFakeArchive } from '../store/archive-support.ts';
import { createAged, createMany, START } from '../sync/rig.ts';
import { createInProcessFetch } from '../virustotal/in-process-fetch.ts';
import { createStandIn } from '../virustotal/stand-in.ts';

/** A stream page a minute, so that a walk takes as many bursts as it has stream pages. */
const PAGE_A_BURST = { requestsPerMinute: 1, syncEveryMinutes: 60 };

/** What the user granted, as a match pattern. */
let granted: string;

beforeEach(async () => {
  fakeBrowser.reset();
  granted = 'http://127.0.0.1/*';
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(
    async ({ origins = [] }) => origins.length > 0 && origins.every((origin) => origin === granted),
  );
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
  const goingOn: boolean[] = [];
  const notices = {
    collect: async (added: readonly { readonly id: string }[]) =>
      void told.push(...added.map(({ id }) => id)),
    tell: async (goesOn: boolean) => void goingOn.push(goesOn),
  };
  const access = { open: async () => ok(opened), forget: () => undefined };
  const createRunner = () =>
    createSyncRunner({ access, notices, onBug: () => undefined, onBurstEnd: () => undefined });
  const runBurst = async () => {
    const runner = createRunner();
    await runner.runBurst();
    vi.setSystemTime(Date.now() + 1.5 * MINUTE_MS);
    return (await archive.readCounters()).total;
  };
  return { standIn, archive, told, goingOn, runBurst, readStatus: () => createRunner().readStatus() };
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

test('a walk that the minute’s budget interrupts is told as one that goes on', async () => {
  const { goingOn, runBurst } = await createRig();
  while ((await runBurst()) < 130);
  expect(goingOn).toEqual([true, true, true, false]);
});

test('access to another server is none to the one that is asked: nothing is sent, and that is what is said', async () => {
  const { standIn, runBurst, readStatus } = await createRig();
  granted = 'https://www.virustotal.com/*';
  expect(await runBurst()).toBe(0);
  expect(standIn.log).toEqual([]);
  expect(await readStatus()).toMatchObject({
    phase: 'stopped',
    problem: { code: 'no-access', message: '' },
    spent: { today: 0 },
  });
  granted = 'http://127.0.0.1/*';
  expect(await runBurst()).toBe(40);
});

test('access that is withdrawn between decision and request: nothing is sent, and it is no fault of the network', async () => {
  const { standIn, runBurst, readStatus } = await createRig();
  let answers = 0;
  vi.mocked(fakeBrowser.permissions.contains).mockImplementation(async () => ++answers === 1);
  expect(await runBurst()).toBe(0);
  expect(standIn.log).toEqual([]);
  expect(await readStatus()).toMatchObject({ phase: 'stopped', problem: { code: 'no-access' } });
  vi.mocked(fakeBrowser.permissions.contains).mockImplementation(async () => true);
  // No back-off is left of it.
  expect((await readStatus()).phase).toBe('running');
  expect(await runBurst()).toBe(40);
});

test.each<ArchiveProblem>([
  { code: 'newer' },
  { code: 'damaged', message: 'Internal error.' },
  { code: 'missing' },
  { code: 'disk-full' },
  { code: 'unavailable', message: 'denied' },
])('an archive that does not open ($code) is told as that, not as a missing key', async (problem) => {
  const runner = createSyncRunner({
    access: { open: async () => err(problem), forget: () => undefined },
    notices: { collect: async () => undefined, tell: async () => undefined },
    onBug: () => undefined,
    onBurstEnd: () => undefined,
  });
  await runner.runBurst();
  const message = 'message' in problem ? problem.message : '';
  const told = { phase: 'stopped', problem: { code: `archive-${problem.code}`, message } };
  expect(await runner.readStatus()).toMatchObject(told);
  expect(await runner.syncNow()).toMatchObject(told);
});

test('an archive that opens and then cannot be read is told as well', async () => {
  const { archive, runBurst, readStatus } = await createRig();
  await runBurst();
  vi.spyOn(archive, 'readSyncState').mockRejectedValue(new StoreFault('failed', undefined));
  await runBurst();
  expect(await readStatus()).toMatchObject({ phase: 'stopped', problem: { code: 'archive-failed' } });
});
