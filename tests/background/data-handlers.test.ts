import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createArchiveAccess } from '../../entrypoints/background/archive-access.ts';
import { FIRST_ARCHIVE_ID } from '../../entrypoints/background/current-archive.ts';
import { createDataHandlers } from '../../entrypoints/background/data-handlers.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../utils/lang/time.ts';
import { changeSettings } from '../../utils/settings/settings.ts';
import {
  clearAccount,
  findArchiveDatabaseName,
  findArchiveIds,
  listArchives,
  readAccount,
  writeAccount,
  writeArchiveEntry,
} from '../../utils/store/account.ts';
import { StoreFault } from '../../utils/sync/ports.ts';
import { createCommit, createFileNotification, openFakeArchive } from '../store/archive-support.ts';

const AT = Date.UTC(2026, 10, 22);

/** Rows that are 1, 2 and 3 days old in the first archive, and a clock to turn. */
async function createRig() {
  let now = AT;
  const access = createArchiveAccess(() => undefined);
  const open = async () => {
    const opened = await access.open();
    if (!opened.ok) throw new Error(opened.error.code);
    return opened.value.archive;
  };
  const data = createDataHandlers({ access, clock: () => now });
  const made = await data.wipe({ type: 'wipe-archive', forgetKey: true });
  expect(made.ok).toBe(true);
  const rows = [1, 2, 3].map((days) =>
    createFileNotification(`day ${days}`, { date: (AT - days * DAY_MS) / 1000 }),
  );
  await (await open()).commitStreamPage(createCommit(rows));
  const count = async () => (await (await open()).readCounters()).total;
  return { data, open, count, pass: (ms: number) => (now += ms) };
}

beforeEach(async () => {
  fakeBrowser.reset();
  await clearAccount();
});

test('everything is kept unless the user says otherwise', async () => {
  const { data, count } = await createRig();
  expect(await data.maintain()).toEqual({ ok: true, removed: 0 });
  expect(await count()).toBe(3);
});

test('retention runs once a day, and again when the clock went back', async () => {
  const { data, count, pass } = await createRig();
  await data.maintainDaily();
  await changeSettings({ retention: { keep: 'rows', rows: 1 } });
  await data.maintainDaily();
  expect(await count()).toBe(3);
  pass(DAY_MS);
  await data.maintainDaily();
  expect(await count()).toBe(1);
  await changeSettings({ retention: { keep: 'days', days: 1 } });
  pass(-DAY_MS / 2);
  await data.maintainDaily();
  expect(await count()).toBe(0);
});

test('asked for twice at once, as a worker woken by the alarm does, it runs once', async () => {
  const { data, open } = await createRig();
  const maintain = vi.spyOn(await open(), 'maintain');
  await Promise.all([data.maintainDaily(), data.maintainDaily()]);
  await data.maintainDaily();
  expect(maintain).toHaveBeenCalledOnce();
});

test('what failed is tried again an hour later, not with every alarm, and by hand at once', async () => {
  const { data, open, pass } = await createRig();
  const maintain = vi
    .spyOn(await open(), 'maintain')
    .mockRejectedValue(new StoreFault('disk-full', undefined));
  await data.maintainDaily();
  pass(HOUR_MS - MINUTE_MS);
  await data.maintainDaily();
  expect(maintain).toHaveBeenCalledTimes(1);
  expect(await data.maintain()).toMatchObject({ ok: false });
  pass(MINUTE_MS);
  maintain.mockRejectedValue(new Error('a bug'));
  await expect(data.maintainDaily()).rejects.toThrow('a bug');
  await data.maintainDaily();
  expect(maintain).toHaveBeenCalledTimes(3);
  maintain.mockRestore();
  pass(HOUR_MS);
  await data.maintainDaily();
  pass(2 * HOUR_MS);
  const again = vi.spyOn(await open(), 'maintain');
  await data.maintainDaily();
  expect(again).not.toHaveBeenCalled();
});

test('asked for by hand it waits for the run that has begun, and goes by the retention of then', async () => {
  const { data, open, count } = await createRig();
  const archive = await open();
  const { promise, resolve } = Promise.withResolvers<number>();
  const maintain = vi.spyOn(archive, 'maintain').mockImplementationOnce(() => promise);
  const daily = data.maintainDaily();
  await vi.waitFor(() => expect(maintain).toHaveBeenCalledOnce());
  const byHand = data.maintain();
  await changeSettings({ retention: { keep: 'rows', rows: 1 } });
  expect(maintain).toHaveBeenCalledOnce();
  resolve(0);
  await daily;
  expect(await byHand).toEqual({ ok: true, removed: 2 });
  expect(await count()).toBe(1);
});

test('a wiped archive is empty, opens, and keeps the key unless it is to be forgotten', async () => {
  const { data, count } = await createRig();
  const account = { apiKey: 'k', apiAddress: 'https://vt.example', archiveId: FIRST_ARCHIVE_ID, savedAt: 0 };
  await writeAccount(account);
  expect((await data.wipe({ type: 'wipe-archive', forgetKey: false })).ok).toBe(true);
  expect(await count()).toBe(0);
  expect(await readAccount()).toEqual({ ok: true, value: account });
  expect((await data.wipe({ type: 'wipe-archive', forgetKey: true })).ok).toBe(true);
  expect(await readAccount()).toEqual({ ok: true, value: undefined });
  expect(await count()).toBe(0);
});

test('archives that other keys have left go with the key, and the next key finds nothing of them', async () => {
  const { data, count } = await createRig();
  const entry = { name: '', createdAt: 0, isSample: false };
  await writeArchiveEntry({ ...entry, id: FIRST_ARCHIVE_ID });
  await writeArchiveEntry({ ...entry, id: 'second' });
  await writeAccount({ apiKey: 'k', apiAddress: 'https://vt.example', archiveId: 'second', savedAt: 0 });
  expect((await data.wipe({ type: 'wipe-archive', forgetKey: true })).ok).toBe(true);
  expect(await count()).toBe(0);
  expect(await listArchives()).toEqual({ ok: true, value: [] });
});

test('so does one that was filled before there was a key, which no list names', async () => {
  const { data } = await createRig();
  const entry = { name: '', createdAt: 0, isSample: false };
  await writeArchiveEntry({ ...entry, id: 'second' });
  await writeAccount({ apiKey: 'k', apiAddress: 'https://vt.example', archiveId: 'second', savedAt: 0 });
  (await openFakeArchive('huntlight-archive-unnamed')).close();
  expect((await data.wipe({ type: 'wipe-archive', forgetKey: true })).ok).toBe(true);
  expect(await findArchiveIds()).toEqual({ ok: true, value: [FIRST_ARCHIVE_ID] });
});

test('an upkeep that failed is told until one succeeds, of the archive it happened to', async () => {
  const { data, open, pass } = await createRig();
  const name = findArchiveDatabaseName(FIRST_ARCHIVE_ID);
  await data.maintainDaily();
  expect(await data.readUpkeep(name)).toBeUndefined();

  pass(DAY_MS);
  const maintain = vi.spyOn(await open(), 'maintain');
  maintain.mockRejectedValueOnce(new StoreFault('disk-full', undefined));
  await data.maintainDaily();
  expect(await data.readUpkeep(name)).toEqual({
    code: 'archive-disk-full',
    message: 'archive: disk-full',
    at: AT + DAY_MS,
  });
  expect(await data.readUpkeep(findArchiveDatabaseName('second'))).toBeUndefined();
  pass(HOUR_MS);
  maintain.mockRejectedValueOnce(new Error('a bug'));
  await expect(data.maintainDaily()).rejects.toThrow('a bug');
  expect(await data.readUpkeep(name)).toMatchObject({ code: 'archive-failed', message: 'Error: a bug' });
  pass(HOUR_MS);
  await data.maintainDaily();
  expect(await data.readUpkeep(name)).toBeUndefined();
});
