import { vi } from 'vitest';
import type { ArchiveDatabase, ArchiveStoreName } from '../../utils/store/schema.ts';

/** What fake-indexeddb runs its requests by. */
interface FakeTransaction {
  _execRequestAsync(request: { source: IDBObjectStore; operation: () => never }): IDBRequest;
}

/**
 * From now on the records that a store of this name holds cannot be read, until they are written or deleted: Chromium keeps
 * large values in files of their own, and so it says that one of them is lost. `vi.restoreAllMocks` ends it.
 */
export async function loseRecords(
  database: ArchiveDatabase,
  name: ArchiveStoreName,
): Promise<{ readonly keys: readonly IDBValidKey[] }> {
  let keys: readonly IDBValidKey[] = await database.getAllKeys(name);
  const covers = (query: unknown, key: IDBValidKey) =>
    query instanceof IDBKeyRange ? query.includes(key) : indexedDB.cmp(query, key) === 0;
  const { get, getAll, put, delete: remove } = IDBObjectStore.prototype;

  function refuse(store: IDBObjectStore): IDBRequest {
    const operation = (): never => {
      throw new DOMException('Failed to read large IndexedDB value', 'NotFoundError');
    };
    return (store.transaction as unknown as FakeTransaction)._execRequestAsync({ source: store, operation });
  }

  function forget(store: IDBObjectStore, query: unknown): void {
    if (store.name === name) keys = keys.filter((key) => !covers(query, key));
  }

  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, query) {
    const isLost = this.name === name && keys.some((key) => covers(query, key));
    return isLost ? refuse(this) : get.call(this, query);
  });
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore, ...args) {
    const isLost = this.name === name && keys.some((key) => covers(args[0], key));
    return isLost ? refuse(this) : getAll.apply(this, args);
  });
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    if (key !== undefined) forget(this, key);
    return key === undefined ? put.call(this, value) : put.call(this, value, key);
  });
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, query) {
    forget(this, query);
    return remove.call(this, query);
  });
  return {
    get keys() {
      return keys;
    },
  };
}
