import { FILE_FORMAT, writeLine } from './archive-line.ts';
import { readAllRows } from './rebuild-indexes.ts';
import type { ArchiveDatabase } from './schema.ts';
import { readRow } from './stored-notification.ts';
import { beginRead } from './transactions.ts';

const BATCH = 500;

/**
 * The whole archive as lines of an archive file, each with its line end, a batch of rows in memory at a time. Rows that
 * come or go meanwhile may or may not be in it; every other row is, once. `at`: ms since the epoch.
 */
export async function* exportArchive(database: ArchiveDatabase, at: number): AsyncGenerator<string> {
  yield writeLine({ kind: 'archive', format: FILE_FORMAT, exportedAt: at });
  for await (const rows of readAllRows(database, BATCH)) {
    for (const row of rows) yield writeLine({ kind: 'notification', notification: readRow(row) });
  }
  const tx = beginRead(database, ['notes', 'tombstones']);
  const [notes, tombstones] = await Promise.all([
    tx.objectStore('notes').getAll(),
    tx.objectStore('tombstones').getAll(),
  ]);
  for (const note of notes) yield writeLine({ kind: 'note', note });
  for (const tombstone of tombstones) yield writeLine({ kind: 'tombstone', tombstone });
}
