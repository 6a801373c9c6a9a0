import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { FILE_FORMAT, parseLine, writeLine } from './archive-line.ts';
import type { StoredNotification } from './schema.ts';
import { readRow } from './stored-notification.ts';

/**
 * What is still readable of an archive that does not open (damaged, or of a later version), as lines of an archive file.
 * `onLost` hears of every row that is there and cannot be read or understood. The database is not changed.
 * `at`: ms since the epoch.
 */
export async function* exportReadable(
  name: string,
  at: number,
  onLost: (id: string) => void,
): AsyncGenerator<string> {
  const database = await openAsItIs(name);
  if (database === undefined) return;
  try {
    yield writeLine({ kind: 'archive', format: FILE_FORMAT, exportedAt: at });
    if (!database.objectStoreNames.contains('notifications')) return;
    for (const id of await database.getAllKeys('notifications')) {
      const line = await readLine(database, id);
      if (line === undefined) onLost(String(id));
      else yield line;
    }
  } finally {
    database.close();
  }
}

/** Removes an archive and all that is in it, for good. Other contexts that have it open are told to close it. */
export async function deleteArchive(name: string): Promise<void> {
  await deleteDB(name);
}

/** In whatever version it has; `undefined` when there is none, which must not make one. */
async function openAsItIs(name: string): Promise<IDBPDatabase | undefined> {
  let isMissing = false;
  try {
    return await openDB(name, undefined, {
      upgrade(_database, _old, _new, tx) {
        isMissing = true;
        tx.done.catch(() => undefined);
        tx.abort();
      },
    });
  } catch (error) {
    if (isMissing) return undefined;
    throw error;
  }
}

/** One row at a time: where a batch holds one damaged row, the browser refuses the batch. */
async function readLine(database: IDBPDatabase, id: IDBValidKey): Promise<string | undefined> {
  try {
    const row: StoredNotification | undefined = await database.get('notifications', id);
    if (row === undefined) return undefined;
    const line = writeLine({ kind: 'notification', notification: readRow(row) });
    return parseLine(line).ok ? line : undefined;
  } catch {
    return undefined;
  }
}
