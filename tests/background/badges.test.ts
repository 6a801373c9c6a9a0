import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createBadges } from '../../entrypoints/background/badges.ts';
import type { PageHandlers } from '../../entrypoints/background/page-handlers.ts';
import type { SyncRunner } from '../../entrypoints/background/sync-runner.ts';
import { err, ok } from '../../utils/lang/result.ts';
import type { ProblemCode, SyncStatus } from '../../utils/messaging/desk-protocol.ts';
import { changeSettings } from '../../utils/settings/settings.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { speakEnglish } from '../components/words.ts';
import { openFakeArchive } from '../store/archive-support.ts';
import { createFakeAction, type FakeAction } from './fake-action.ts';

const WELL: SyncStatus = { phase: 'idle', gaps: [] };

let action: FakeAction;
let hasPages = true;
let status: SyncStatus;
/** By tab. */
let matches: Record<number, number>;

beforeAll(speakEnglish);
beforeEach(() => {
  fakeBrowser.reset();
  action = createFakeAction();
  hasPages = true;
  status = WELL;
  matches = {};
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(async () => hasPages);
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key) => String(key));
});

/** As a worker that has just started makes them. */
async function createRig(fault?: ArchiveProblem) {
  const archive = await openFakeArchive();
  const opened = { archive, account: undefined, name: 'fake' };
  return createBadges({
    access: {
      open: async () => (fault === undefined ? ok(opened) : err(fault)),
      forget: () => undefined,
    },
    pages: { countMatches: async (tabId) => matches[tabId] ?? 0 } as Partial<PageHandlers> as PageHandlers,
    sync: { readStatus: async () => status } as Partial<SyncRunner> as SyncRunner,
  });
}

const failing = (phase: SyncStatus['phase'], code: ProblemCode): SyncStatus => ({
  ...WELL,
  phase,
  problem: { code, message: 'said upstream', at: 0 },
});

test.each([
  ['stopped', 'unauthorised', 'VirusTotal refused the API key'],
  ['stopped', 'forbidden', 'This account has no IoC Stream'],
  ['stopped', 'bad-request', 'VirusTotal did not understand the request'],
  ['waiting', 'not-found', 'No IoC Stream at this address'],
  ['waiting', 'not-virustotal', 'This is not a VirusTotal API'],
  ['waiting', 'archive-disk-full', 'The disk is full'],
  ['waiting', 'archive-failed', 'The archive could not be read or written'],
  // Whatever it is: nothing goes on by itself.
  ['stopped', 'server', 'VirusTotal has a fault'],
] as const)('%s, %s: the button says what is to be mended', async (phase, code, title) => {
  status = failing(phase, code);
  const badges = await createRig();
  await badges.paintAll();
  expect(action.shown()).toMatchObject({ text: '!', title: `Huntlight: ${title}` });
});

test.each(['quota', 'busy', 'server', 'offline', 'timeout'] as const)(
  'waiting, %s: it passes by itself, and the button says what it says else',
  async (code) => {
    status = failing('waiting', code);
    const badges = await createRig();
    await badges.paintAll();
    expect(action.shown()).toMatchObject({ text: '', title: 'Huntlight: badgeTitle_other' });
  },
);

test('an archive that does not open goes before the sync, the sync before access to pages', async () => {
  hasPages = false;
  const refused = failing('stopped', 'unauthorised');
  const titles: string[] = [];
  for (const [now, fault] of [[WELL], [refused], [refused, { code: 'newer' } as const]] as const) {
    status = now;
    await (await createRig(fault)).paintAll();
    titles.push(action.shown().title);
  }
  expect(titles).toEqual([
    'Huntlight: Huntlight may not read web pages',
    'Huntlight: VirusTotal refused the API key',
    'Huntlight: The archive is of a newer Huntlight',
  ]);
});

async function openTab(url = 'https://a.example/'): Promise<number> {
  const { id } = await fakeBrowser.tabs.create({ url });
  if (id === undefined) throw new Error('a tab without a number');
  return id;
}

test('a tab whose matches are gone shows what all tabs show, whatever that is from then on', async () => {
  const tabId = await openTab();
  const other = await openTab();
  matches = { [tabId]: 3, [other]: 2 };
  await (await createRig()).paintAll();
  await (await createRig()).paintTab(tabId);
  await (await createRig()).paintTab(other);
  const ofPage = action.shown(tabId);
  expect(ofPage).toMatchObject({ text: '3', title: 'Huntlight: badgePage_other' });

  matches[tabId] = 0;
  await (await createRig()).paintTab(tabId);
  expect(action.shown(tabId)).toEqual(action.shown());

  status = failing('stopped', 'unauthorised');
  await (await createRig()).paintAll();
  expect(action.shown()).toMatchObject({ text: '!' });
  expect(action.shown(tabId)).toEqual(action.shown());
  // The page's matches are what the tab's button counts, as before.
  expect(action.shown(other)).toEqual({ ...ofPage, text: '2' });

  status = WELL;
  await (await createRig()).paintAll();
  expect(action.shown(tabId)).toEqual(action.shown());
  matches[tabId] = 3;
  await (await createRig()).paintTab(tabId);
  status = failing('stopped', 'forbidden');
  await (await createRig()).paintAll();
  expect(action.shown(tabId)).toEqual(ofPage);
});

test('without numbers a tab with matches counts them in its title, and shows what is to be mended all the same', async () => {
  await changeSettings({ badgeNumber: false });
  const tabId = await openTab();
  matches = { [tabId]: 3 };
  await (await createRig()).paintAll();
  await (await createRig()).paintTab(tabId);
  expect(action.shown(tabId)).toMatchObject({ text: '', title: 'Huntlight: badgePage_other' });

  status = failing('stopped', 'unauthorised');
  await (await createRig()).paintAll();
  expect(action.shown(tabId)).toEqual(action.shown());
  expect(action.shown(tabId)).toMatchObject({ text: '!' });
  await (await createRig()).paintTab(tabId);
  expect(action.shown(tabId)).toEqual(action.shown());
});

test('a tab that is off says so, whatever all tabs show', async () => {
  const tabId = await openTab();
  const badges = await createRig();
  await badges.paintAll();
  await changeSettings({ siteModes: { 'a.example': 'off' } });
  await badges.paintTab(tabId);
  expect(action.shown(tabId).title).toBe('Huntlight: iconOff');
  status = failing('stopped', 'unauthorised');
  await badges.paintAll();
  expect(action.shown(tabId)).toEqual({ ...action.shown(), title: 'Huntlight: iconOff' });
});

test('no tab is painted again while nothing is new, nor one that was closed', async () => {
  const [tabId, closed] = [await openTab(), await openTab()];
  const badges = await createRig();
  await badges.paintAll();
  for (const id of [tabId, closed]) await badges.paintTab(id);
  const before = action.calls.tab;
  await badges.paintAll();
  expect(action.calls.tab).toBe(before);
  const left = await fakeBrowser.tabs.get(tabId);
  vi.spyOn(fakeBrowser.tabs, 'query').mockImplementationOnce(async () => [left] as never);
  status = failing('stopped', 'unauthorised');
  await badges.paintAll();
  expect(action.calls.tab - before).toBe(2);
});
