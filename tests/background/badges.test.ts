import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createBadges } from '../../entrypoints/background/badges.ts';
import type { PageHandlers } from '../../entrypoints/background/page-handlers.ts';
import type { SyncRunner } from '../../entrypoints/background/sync-runner.ts';
import { err, ok } from '../../utils/lang/result.ts';
import type { ProblemCode, SyncStatus } from '../../utils/messaging/desk-protocol.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { speakEnglish } from '../components/words.ts';
import { openFakeArchive } from '../store/archive-support.ts';
import { createFakeAction, type FakeAction } from './fake-action.ts';

const WELL: SyncStatus = { phase: 'idle', gaps: [] };

let action: FakeAction;
let hasPages = true;

beforeAll(speakEnglish);
beforeEach(() => {
  fakeBrowser.reset();
  action = createFakeAction();
  hasPages = true;
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(async () => hasPages);
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key) => String(key));
});

async function createRig(status: SyncStatus = WELL, fault?: ArchiveProblem) {
  const archive = await openFakeArchive();
  const opened = { archive, account: undefined, name: 'fake' };
  return createBadges({
    access: {
      open: async () => (fault === undefined ? ok(opened) : err(fault)),
      forget: () => undefined,
    },
    pages: { countMatches: async () => 0 } as Partial<PageHandlers> as PageHandlers,
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
  ['waiting', 'archive-failed', 'The archive could not be written'],
  // Whatever it is: nothing goes on by itself.
  ['stopped', 'server', 'VirusTotal has a fault'],
] as const)('%s, %s: the button says what is to be mended', async (phase, code, title) => {
  const badges = await createRig(failing(phase, code));
  await badges.paintAll();
  expect(action.shown()).toMatchObject({ text: '!', title: `Huntlight: ${title}` });
});

test.each(['quota', 'busy', 'server', 'offline', 'timeout'] as const)(
  'waiting, %s: it passes by itself, and the button says what it says else',
  async (code) => {
    const badges = await createRig(failing('waiting', code));
    await badges.paintAll();
    expect(action.shown()).toMatchObject({ text: '', title: 'Huntlight: badgeTitle_other' });
  },
);

test('an archive that does not open goes before the sync, the sync before access to pages', async () => {
  hasPages = false;
  const refused = failing('stopped', 'unauthorised');
  const titles: string[] = [];
  for (const [status, fault] of [[WELL], [refused], [refused, { code: 'newer' } as const]] as const) {
    await (await createRig(status, fault)).paintAll();
    titles.push(action.shown().title);
  }
  expect(titles).toEqual([
    'Huntlight: Huntlight may not read web pages',
    'Huntlight: VirusTotal refused the API key',
    'Huntlight: The archive is of a newer Huntlight',
  ]);
});
