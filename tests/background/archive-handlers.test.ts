import { deleteDB, openDB } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createArchiveAccess } from '../../entrypoints/background/archive-access.ts';
import { createArchiveHandlers } from '../../entrypoints/background/archive-handlers.ts';
import { readArchiveList } from '../../entrypoints/background/archive-list.ts';
import { SAMPLE_ID } from '../../entrypoints/background/current-archive.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import {
  type Account,
  clearAccount,
  findArchiveDatabaseName,
  findArchiveIds,
  readAccount,
  removeArchiveEntry,
  writeAccount,
  writeArchiveEntry,
} from '../../utils/store/account.ts';
import { askedIdOf, countAsked } from '../../utils/sync/asked.ts';
import { createCommit, createFileNotification, openFakeArchive } from '../store/archive-support.ts';

const AT = Date.UTC(2026, 10, 22);
const ADDRESS = 'https://vt.example';
const ACCOUNT: Account = { apiKey: 'of B', apiAddress: ADDRESS, archiveId: 'second', savedAt: 2 };

beforeEach(async () => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  const ids = await findArchiveIds();
  for (const id of ids.ok ? ids.value : []) {
    await deleteDB(findArchiveDatabaseName(id));
    await removeArchiveEntry(id);
  }
  await removeArchiveEntry('lost');
  await clearAccount();
});

async function fill(id: string, rows: readonly Notification[]): Promise<void> {
  const archive = await openFakeArchive(findArchiveDatabaseName(id));
  await archive.commitStreamPage(createCommit(rows));
  await archive.setRead(
    rows.slice(1).map((row) => row.id),
    true,
  );
  archive.close();
}

const enlist = (id: string, createdAt: number, more = {}) =>
  writeArchiveEntry({ id, name: '', createdAt, isSample: false, ...more });

/** The key of A left three rows in the first archive, one of them unread; the key of B has one in the second. */
async function createRig() {
  await fill(
    'first',
    [1, 2, 3].map((number) => createFileNotification(`of A ${number}`)),
  );
  await fill('second', [createFileNotification('of B')]);
  await enlist('first', 1);
  await enlist('second', 2);
  await writeAccount(ACCOUNT);
  const access = createArchiveAccess(() => undefined);
  const open = async () => {
    const opened = await access.open();
    if (!opened.ok) throw new Error(opened.error.code);
    return opened.value;
  };
  return { open, access, archives: createArchiveHandlers({ access, clock: () => AT }) };
}

const list = async () => {
  const found = await readArchiveList();
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
};
const listIds = async () => (await list()).map(({ id, isInUse }) => (isInUse ? `${id} *` : id));

test('another archive is used with the same key: its rows are there as they were left, and the other one stays', async () => {
  const { archives, open } = await createRig();
  expect(await listIds()).toEqual(['first', 'second *']);
  expect((await open()).name).toBe('huntlight-archive-second');
  expect(await archives.use('first')).toEqual({ outcome: 'done' });
  expect(await readAccount()).toEqual({ ok: true, value: { ...ACCOUNT, archiveId: 'first' } });
  const { name, archive } = await open();
  expect(name).toBe('huntlight-archive-first');
  expect(await archive.readCounters()).toMatchObject({ total: 3, unreadHunting: 1 });
  expect(await listIds()).toEqual(['first *', 'second']);
  expect(await archives.use('second')).toEqual({ outcome: 'done' });
  expect((await (await open()).archive.readCounters()).total).toBe(1);
});

test('one that is in use already stays in use; one that nobody knows is refused, and made by nothing', async () => {
  const { archives, open } = await createRig();
  const { archive } = await open();
  expect(await archives.use('second')).toEqual({ outcome: 'done' });
  expect((await open()).archive).toBe(archive);
  const refusal = { outcome: 'refused', why: 'unlisted' };
  expect([await archives.use('third'), await archives.remove('third')]).toEqual([refusal, refusal]);
  expect(await findArchiveIds()).toMatchObject({ value: expect.not.arrayContaining(['third']) });
});

test('one that is not in use is deleted, though another context has it open; the one in use never', async () => {
  const { archives, open } = await createRig();
  const closed = vi.fn();
  await openFakeArchive('huntlight-archive-first', { onClosed: closed });
  expect(await archives.remove('first')).toEqual({ outcome: 'done' });
  expect(closed).toHaveBeenCalledOnce();
  expect(await findArchiveIds()).toEqual({ ok: true, value: ['second'] });
  expect(await archives.remove('second')).toEqual({ outcome: 'refused', why: 'in-use' });
  expect((await (await open()).archive.readCounters()).total).toBe(1);
  expect(await listIds()).toEqual(['second *']);
});

test('used and deleted at once, whichever came first is what happens', async () => {
  const { archives } = await createRig();
  const outcomes = await Promise.all([archives.use('first'), archives.remove('first')]);
  expect(outcomes).toEqual([{ outcome: 'done' }, { outcome: 'refused', why: 'in-use' }]);
  expect(await listIds()).toEqual(['first *', 'second']);
});

test('one that does not open, or is gone, is not used; it can still be deleted', async () => {
  const { archives } = await createRig();
  (await openDB('huntlight-archive-first', 999)).close();
  await enlist('lost', 3);
  for (const [id, code] of [
    ['first', 'archive-newer'],
    ['lost', 'archive-missing'],
  ] as const) {
    expect(await archives.use(id)).toMatchObject({ outcome: 'failed', problem: { code } });
    expect(await readAccount()).toEqual({ ok: true, value: ACCOUNT });
    expect(await listIds()).toContain(id);
    expect(await archives.remove(id)).toEqual({ outcome: 'done' });
    expect(await listIds()).not.toContain(id);
  }
});

test('from an archive that does not open, the user can go on in another', async () => {
  const { archives, open } = await createRig();
  (await openDB('huntlight-archive-second', 999)).close();
  await expect(open()).rejects.toThrow('newer');
  expect(await archives.use('first')).toEqual({ outcome: 'done' });
  expect((await (await open()).archive.readCounters()).total).toBe(3);
});

test('an archive filled before there was a key, and left aside by it, is in the list and can be used', async () => {
  const { archives, open } = await createRig();
  await removeArchiveEntry('first');
  const [unlisted] = await list();
  expect(unlisted).toEqual({
    id: 'first',
    database: 'huntlight-archive-first',
    name: '',
    isInUse: false,
  });
  expect(await archives.use('first')).toEqual({ outcome: 'done' });
  expect((await (await open()).archive.readCounters()).total).toBe(3);
});

test('the invented sample is no archive of the list, not even what was left of one', async () => {
  await createRig();
  await fill(SAMPLE_ID, [createFileNotification('invented')]);
  expect(await listIds()).toEqual(['first', 'second *']);
  await enlist(SAMPLE_ID, 0, { isSample: true });
  expect(await listIds()).toEqual(['first', 'second *']);
});

test('without a key there is nothing to sync into another one; what lies about can be deleted', async () => {
  const { archives } = await createRig();
  await clearAccount();
  expect(await listIds()).toEqual(['first *', 'second']);
  expect(await archives.use('second')).toEqual({ outcome: 'refused', why: 'no-key' });
  expect(await archives.remove('second')).toEqual({ outcome: 'done' });
  expect(await listIds()).toEqual(['first *']);
});

test('what the key spent today counts in the archive it goes on in', async () => {
  const { archives, open } = await createRig();
  for (let i = 0; i < 3; i++) await countAsked((await open()).archive, ADDRESS, AT);
  await archives.use('first');
  expect(await (await open()).archive.readSyncState(askedIdOf(ADDRESS))).toMatchObject({ today: 3 });
});
