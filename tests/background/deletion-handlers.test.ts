import { expect, test, vi } from 'vitest';
import type { OpenedArchive } from '../../entrypoints/background/archive-access.ts';
import { createDeletionHandlers } from '../../entrypoints/background/deletion-handlers.ts';
import { err, ok, type Result } from '../../utils/lang/result.ts';
import type { Unfinished } from '../../utils/messaging/archive-requests.ts';
import { StoreFault, type StreamError, type StreamErrorCode } from '../../utils/sync/ports.ts';
import { createCommit, createFileNotification, openFakeArchive } from '../store/archive-support.ts';

const AT = Date.UTC(2026, 10, 22);
const IDS = ['a', 'b', 'c'];
const fault = (code: StreamErrorCode): StreamError =>
  code === 'server' ? { code, status: 502, message: 'said' } : { code, message: 'said' };

/** Three rows, and a VirusTotal that answers each deletion in turn; then it agrees. */
async function createRig(
  answers: readonly Result<void, StreamError>[] = [],
  hasKey = true,
  clock: () => number = () => AT,
) {
  const archive = await openFakeArchive();
  const date = AT / 1000 - 60;
  await archive.commitStreamPage(createCommit(IDS.map((id) => createFileNotification(id, { date }))));
  const account = { apiKey: 'k', apiAddress: 'https://vt.example', archiveId: 'first', savedAt: 0 };
  const opened: OpenedArchive = { archive, account: hasKey ? account : undefined, name: 'fake' };
  const asked: string[] = [];
  const progress: number[] = [];
  const answer = async (what: string) => {
    asked.push(what);
    return answers[asked.length - 1] ?? ok(undefined);
  };
  const handlers = createDeletionHandlers({
    access: { open: async () => ok(opened), forget: () => undefined },
    connect: () => ({ count: async () => ok(7), deleteNotification: answer, deleteByFilter: answer }),
    clock,
    onProgress: (changed) => progress.push(changed),
  });
  const left = async () => (await archive.readCounters()).total;
  return { handlers, asked, left, archive, progress };
}

const FILTER = 'entity_type:file';

test.each(['', '   ', 'colour:red'])(
  'the filter "%s" is refused in both places, and nothing is asked',
  async (filter) => {
    const { handlers, asked, left } = await createRig();
    expect(await handlers.deleteMatching({ type: 'delete-matching', filter, where: 'everywhere' })).toEqual({
      outcome: 'refused',
    });
    if (filter.trim() === '')
      expect(await handlers.deleteMatching({ type: 'delete-matching', filter, where: 'here' })).toEqual({
        outcome: 'refused',
      });
    expect(asked).toEqual([]);
    expect(await left()).toBe(3);
  },
);

test('here only asks VirusTotal nothing; everywhere asks it first', async () => {
  const here = await createRig();
  expect(
    await here.handlers.deleteMatching({ type: 'delete-matching', filter: FILTER, where: 'here' }),
  ).toEqual({
    outcome: 'deleted',
    deleted: 3,
  });
  expect(here.asked).toEqual([]);
  expect(here.progress).toEqual([3]);
  const both = await createRig();
  await both.handlers.deleteMatching({ type: 'delete-matching', filter: FILTER, where: 'everywhere' });
  expect(both.asked).toEqual([FILTER]);
  expect(await both.left()).toBe(0);
});

test('what takes longer than a message may is left unfinished, and gone on with where it is asked for again', async () => {
  let now = AT;
  const last = { date: AT / 1000 - 60, id: 'a' };
  const { handlers, archive, progress, left, asked } = await createRig([], true, () => (now += 150_000));
  const ask = (more: Unfinished, where: 'here' | 'everywhere') =>
    handlers.deleteMatching({ type: 'delete-matching', filter: FILTER, where, ...more });
  expect(await ask({}, 'everywhere')).toEqual({ outcome: 'deleted', deleted: 3, rest: last });
  // Newer than all that the user was shown, and VirusTotal keeps it.
  await archive.commitStreamPage(createCommit([createFileNotification('d', { date: AT / 1000 })]));
  const rest = { soFar: 3, after: last };
  expect(await ask(rest, 'here')).toEqual({ outcome: 'deleted', deleted: 3 });
  expect(await left()).toBe(1);
  expect(progress).toEqual([3]);
  expect(asked).toEqual([FILTER]);
});

test.each([
  ['timeout', 'unknown'],
  ['offline', 'unknown'],
  ['server', 'unknown'],
  ['not-virustotal', 'unknown'],
  ['busy', 'unknown'],
  ['unauthorised', 'failed'],
  ['forbidden', 'failed'],
  ['quota', 'failed'],
  ['bad-request', 'failed'],
] as const)('after %s the deletion is %s, and every row is still here', async (code, outcome) => {
  const { handlers, left } = await createRig([err(fault(code))]);
  const reply = await handlers.deleteMatching({
    type: 'delete-matching',
    filter: FILTER,
    where: 'everywhere',
  });
  expect(reply).toEqual({ outcome, problem: { code, message: 'said' } });
  expect(await left()).toBe(3);
});

test('single ones: gone already counts as gone; a lost answer keeps that row and ends the rest', async () => {
  const { handlers, asked, left } = await createRig([err(fault('not-found')), err(fault('timeout'))]);
  expect(
    await handlers.deleteNotifications({ type: 'delete-notifications', ids: IDS, where: 'everywhere' }),
  ).toEqual({
    rows: [expect.objectContaining({ id: 'a', read: false })],
    absent: ['a'],
    unknown: ['b'],
    failed: ['c'],
    problem: { code: 'timeout', message: 'said' },
  });
  expect(asked).toEqual(['a', 'b']);
  expect(await left()).toBe(2);
});

test('without a key nothing is deleted upstream, and so nothing here', async () => {
  const { handlers, left } = await createRig([], false);
  const reply = await handlers.deleteNotifications({
    type: 'delete-notifications',
    ids: IDS,
    where: 'everywhere',
  });
  expect(reply).toMatchObject({ rows: [], failed: IDS, problem: { code: 'unauthorised' } });
  expect(await left()).toBe(3);
});

const PROBLEM = { code: 'archive-failed', message: 'archive: failed' };

test('a disk that refuses after VirusTotal has begun is no failure of all: VirusTotal deletes', async () => {
  const { handlers, archive, asked } = await createRig();
  vi.spyOn(archive, 'deleteMatching').mockRejectedValue(new StoreFault('failed', undefined));
  const ask = (where: 'here' | 'everywhere') =>
    handlers.deleteMatching({ type: 'delete-matching', filter: FILTER, where });
  expect(await ask('everywhere')).toEqual({ outcome: 'upstream-only', problem: PROBLEM });
  expect(asked).toEqual([FILTER]);
  expect(await ask('here')).toEqual({ outcome: 'failed', problem: PROBLEM });
});

test('single ones that are gone on VirusTotal and stay here are not among those deleted nowhere', async () => {
  const { handlers, archive } = await createRig([ok(undefined), err(fault('quota'))]);
  vi.spyOn(archive, 'deleteNotifications').mockRejectedValue(new StoreFault('failed', undefined));
  const ask = (where: 'here' | 'everywhere') =>
    handlers.deleteNotifications({ type: 'delete-notifications', ids: IDS, where });
  const none = { rows: [], absent: [], unknown: [], problem: PROBLEM };
  expect(await ask('everywhere')).toEqual({ ...none, kept: ['a'], failed: ['b', 'c'] });
  expect(await ask('here')).toEqual({ ...none, failed: IDS });
});
