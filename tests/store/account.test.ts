import { deleteDB, openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import {
  clearAccount,
  findArchiveIds,
  listArchives,
  moveAccount,
  readAccount,
  removeArchiveEntry,
  writeAccount,
  writeArchiveEntry,
} from '../../utils/store/account.ts';

const ACCOUNT = {
  apiKey: 'k'.repeat(64),
  apiAddress: 'https://www.virustotal.com/api/v3',
  archiveId: 'main',
  savedAt: 1,
};

beforeEach(() => deleteDB('huntlight-account'));

test('an account reads back as written, and is gone when cleared', async () => {
  expect(await readAccount()).toEqual({ ok: true, value: undefined });
  await writeAccount(ACCOUNT);
  expect(await readAccount()).toEqual({ ok: true, value: ACCOUNT });
  await clearAccount();
  expect(await readAccount()).toEqual({ ok: true, value: undefined });
});

test('a record that is not an account is damaged, not absent', async () => {
  await writeAccount(ACCOUNT);
  const database = await openDB('huntlight-account');
  await database.put('account', { apiKey: 7 }, 'current');
  database.close();
  expect(await readAccount()).toMatchObject({ ok: false, error: { code: 'damaged' } });
});

test('archives are listed from the oldest', async () => {
  const entry = (id: string, createdAt: number) => ({ id, name: id, createdAt, isSample: false });
  await writeArchiveEntry(entry('b', 1));
  await writeArchiveEntry(entry('a', 2));
  await writeArchiveEntry({ ...entry('a', 2), name: 'renamed' });
  expect(await listArchives()).toEqual({
    ok: true,
    value: [entry('b', 1), { ...entry('a', 2), name: 'renamed' }],
  });
  await removeArchiveEntry('b');
  expect(await listArchives()).toMatchObject({ ok: true, value: [{ id: 'a' }] });
});

test('another archive comes into use with the key and address that are there', async () => {
  expect(await moveAccount('other')).toEqual({ ok: true, value: false });
  expect(await readAccount()).toEqual({ ok: true, value: undefined });
  await writeAccount(ACCOUNT);
  expect(await moveAccount('other')).toEqual({ ok: true, value: true });
  expect(await readAccount()).toEqual({ ok: true, value: { ...ACCOUNT, archiveId: 'other' } });
});

test('an archive is found by its database, whether it is listed or not', async () => {
  for (const name of ['huntlight-archive-found', 'another-archive-of-ours']) (await openDB(name, 1)).close();
  expect(await findArchiveIds()).toEqual({ ok: true, value: ['found'] });
});
