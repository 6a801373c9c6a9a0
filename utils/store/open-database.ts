import { openDB } from 'idb';
import { err, ok, type Result } from '../lang/result.ts';
import { type ArchiveProblem, toArchiveProblem } from './archive-problem.ts';
import { ARCHIVE_VERSION, migrateArchive } from './migrations.ts';
import { ARCHIVE_LAYOUT, ARCHIVE_STORES, type ArchiveDatabase, type ArchiveSchema } from './schema.ts';

export interface DatabaseDeps {
  /** The archive was used before: if it is gone, say `missing` instead of making a new one. */
  readonly mustExist?: boolean;
  /** The browser closed the connection, or another context wants to replace the database: open again. */
  readonly onClosed?: () => void;
}

/** Opens the database of an archive in the current version. What does not open is left as it is. */
export async function openArchiveDatabase(
  name: string,
  { mustExist = false, onClosed }: DatabaseDeps,
): Promise<Result<ArchiveDatabase, ArchiveProblem>> {
  let missing = false;
  try {
    const database = await openDB<ArchiveSchema>(name, ARCHIVE_VERSION, {
      upgrade(upgrading, oldVersion, _newVersion, tx) {
        // How it ends is told by `openDB` itself.
        tx.done.catch(() => undefined);
        missing = mustExist && oldVersion === 0;
        // Aborting takes the half-made database away again.
        if (missing) tx.abort();
        else migrateArchive(upgrading, oldVersion);
      },
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        onClosed?.();
      },
      terminated: () => onClosed?.(),
    });
    const fault = findLayoutFault(database);
    if (fault === undefined) return ok(database);
    database.close();
    return err({ code: 'damaged', message: fault });
  } catch (error) {
    return err(missing ? { code: 'missing' } : toArchiveProblem(error));
  }
}

function findLayoutFault(database: ArchiveDatabase): string | undefined {
  const store = ARCHIVE_STORES.find((name) => !database.objectStoreNames.contains(name));
  if (store !== undefined) return `no store "${store}"`;
  const tx = database.transaction(ARCHIVE_STORES);
  tx.done.catch(() => undefined);
  for (const name of ARCHIVE_STORES) {
    const indexes = [...tx.objectStore(name).indexNames] as string[];
    const index = ARCHIVE_LAYOUT[name].find((expected) => !indexes.includes(expected));
    if (index !== undefined) return `no index "${name}.${index}"`;
  }
  return undefined;
}
