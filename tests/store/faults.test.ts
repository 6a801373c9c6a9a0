import { afterEach, expect, test, vi } from 'vitest';
import type { StoreFault } from '../../utils/sync/ports.ts';
import {
  createArchiveName,
  createCommit,
  createFileNotification,
  openFakeArchive,
  openFakeDatabase,
} from './archive-support.ts';
import { loseRecords } from './lose-records.ts';

afterEach(() => vi.restoreAllMocks());

function claimError(of: IDBRequest | IDBTransaction, name: string): void {
  const error = new DOMException('no room', name);
  Object.defineProperty(of, 'error', { get: () => error, set: () => undefined });
}

/** The browser's two ways to refuse: at the request, or when it writes the transaction to disk. */
function failPut(nth: number, how: 'request' | 'abort', name: string): void {
  const { put } = IDBObjectStore.prototype;
  let calls = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    const request = put.apply(this, args);
    if (++calls !== nth) return request;
    if (how === 'abort') {
      request.addEventListener('success', () => {
        claimError(this.transaction, name);
        this.transaction.abort();
      });
      return request;
    }
    // Refused for being there already; only the reason is another.
    const refused = this.add(...args);
    claimError(refused, name);
    claimError(this.transaction, name);
    return refused;
  });
}

const PUTS_OF_A_COMMIT = 8;
const PLACES = Array.from({ length: PUTS_OF_A_COMMIT }, (_, i) => i + 1);

test.each(PLACES.flatMap((nth) => [[nth, 'request'] as const, [nth, 'abort'] as const]))(
  'a disk that is full at write %i of a stream page (%s) is a fault, and nothing was lost or half kept',
  async (nth, how) => {
    const archive = await openFakeArchive();
    await archive.commitStreamPage(createCommit([createFileNotification('old')], { state: 'old' }));
    failPut(nth, how, 'QuotaExceededError');
    const page = createCommit([createFileNotification('a'), createFileNotification('b')], { state: 'new' });
    const fault: StoreFault = await archive.commitStreamPage(page).then(
      () => expect.unreachable('the commit went through'),
      (error) => error,
    );
    expect(fault).toMatchObject({ name: 'StoreFault', code: 'disk-full' });
    vi.restoreAllMocks();
    expect(await archive.readSyncState('walk')).toBe('old');
    expect(await archive.readCounters()).toMatchObject({ total: 1, unreadHunting: 1 });
    expect((await archive.listNotifications({ filter: '', order: 'date-', limit: 9 })).rows).toHaveLength(1);
    expect(await archive.commitStreamPage(page)).toMatchObject({ added: page.notifications });
  },
);

test('a read that the browser refuses is a fault', async () => {
  const archive = await openFakeArchive();
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
    throw new DOMException('internal error', 'UnknownError');
  });
  await expect(archive.readNotification('1')).rejects.toMatchObject({ name: 'StoreFault', code: 'failed' });
});

test('a value that the browser has lost is a fault, a wrong key of the same name a bug', async () => {
  const name = createArchiveName();
  const archive = await openFakeArchive(name);
  await archive.commitStreamPage(createCommit([createFileNotification('1')]));
  const database = await openFakeDatabase(name);
  await loseRecords(database, 'notifications');
  await expect(archive.readNotification('1')).rejects.toMatchObject({ name: 'StoreFault', code: 'failed' });
  await expect(archive.setRead(['1'], true)).rejects.toMatchObject({ name: 'StoreFault', code: 'failed' });
  vi.restoreAllMocks();
  await expect(archive.readNotification(null as never)).rejects.toMatchObject({ name: 'DataError' });
});

test('a bug stays a bug', async () => {
  const archive = await openFakeArchive();
  const page = createCommit([], { state: () => 'a function cannot be kept' });
  await expect(archive.commitStreamPage(page)).rejects.toMatchObject({ name: 'DataCloneError' });
});
