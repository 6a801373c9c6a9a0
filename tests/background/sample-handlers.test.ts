import { readFile } from 'node:fs/promises';
import { beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createArchiveAccess } from '../../entrypoints/background/archive-access.ts';
import { readCurrentArchive } from '../../entrypoints/background/current-archive.ts';
import { createSampleHandlers } from '../../entrypoints/background/sample-handlers.ts';
import { clearAccount, writeAccount } from '../../utils/store/account.ts';

const AT = Date.UTC(2026, 10, 22);
const ACCOUNT = { apiKey: 'k', apiAddress: 'https://vt.example', archiveId: 'first', savedAt: AT };

function createRig() {
  const access = createArchiveAccess(() => undefined);
  const readSample = () => readFile(new URL('../../public/sample/stream.jsonl', import.meta.url), 'utf8');
  const sample = createSampleHandlers({ access, clock: () => AT, readFile: readSample });
  const open = async () => {
    const opened = await access.open();
    if (!opened.ok) throw new Error(opened.error.code);
    return opened.value;
  };
  const current = async () => {
    const found = await readCurrentArchive();
    return found.ok ? found.value : undefined;
  };
  return { access, sample, open, current };
}

beforeEach(async () => {
  fakeBrowser.reset();
  vi.spyOn(browser.tabs, 'create').mockResolvedValue({} as never);
  await clearAccount();
  await createRig().sample.leave();
});

test('the sample is an archive of its own, filled before it is in use, and its report is opened', async () => {
  const { sample, open, current } = createRig();
  const first = await open();
  expect(await sample.start()).toEqual({ ok: true, value: undefined });
  const { name, archive, account } = await open();
  expect([name, account]).toEqual(['huntlight-archive-sample', undefined]);
  expect(await archive.readCounters()).toMatchObject({
    total: 14,
    hunting: 9,
    subscriptions: 5,
    rejected: 0,
  });
  const { rows } = await archive.listNotifications({ filter: '', order: 'date-', limit: 1 });
  expect(rows[0]?.date).toBe(AT / 1000 - 9 * 60);
  expect(await current()).toMatchObject({ isSample: true });
  expect(first.name).toBe('huntlight-archive-first');
  expect(browser.tabs.create).toHaveBeenCalledWith({ url: expect.stringContaining('sample-report.html') });
});

test('a second start opens the report and keeps what was marked', async () => {
  const { sample, open } = createRig();
  await sample.start();
  const { archive } = await open();
  await archive.markAllRead('');
  await sample.start();
  expect((await (await open()).archive.readCounters()).unreadHunting).toBe(0);
  expect(browser.tabs.create).toHaveBeenCalledTimes(2);
});

test('leaving wipes it, and the own archive is in use again', async () => {
  const { sample, open, current } = createRig();
  await sample.start();
  await open();
  expect(await sample.leave()).toEqual({ ok: true, value: undefined });
  expect(await current()).toMatchObject({ id: 'first', isSample: false });
  expect((await open()).name).toBe('huntlight-archive-first');
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('huntlight-archive-sample');
});

test('with a key there is no sample, not even one that was left lying', async () => {
  const { sample, current, access } = createRig();
  await sample.start();
  await writeAccount(ACCOUNT);
  access.forget();
  expect(await current()).toMatchObject({ id: 'first', isSample: false });
  await sample.start();
  expect(browser.tabs.create).toHaveBeenCalledOnce();
});
