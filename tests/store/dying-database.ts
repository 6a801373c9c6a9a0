import type { ArchiveDatabase, ArchiveStoreName } from '../../utils/store/schema.ts';

/** The same database for a worker that dies after so many of its writes. */
export function createDying(database: ArchiveDatabase, writes: number): ArchiveDatabase {
  let left = writes;
  const transaction = (stores: ArchiveStoreName[], mode: 'readonly' | 'readwrite') => {
    if (mode === 'readwrite' && left-- === 0) throw new DOMException('died', 'InvalidStateError');
    return database.transaction(stores, mode);
  };
  return { transaction } as unknown as ArchiveDatabase;
}
