import type { IndicatorKey } from '../ioc/indicator.ts';
import type { Note } from './archive-api.ts';
import type { ArchiveDatabase } from './schema.ts';
import { beginRead, runWrite } from './transactions.ts';

/** The notes of `keys`, those that have one. */
export async function readNotes(
  database: ArchiveDatabase,
  keys: readonly IndicatorKey[],
): Promise<ReadonlyMap<IndicatorKey, Note>> {
  const notes = beginRead(database, ['notes']).objectStore('notes');
  const found = await Promise.all(keys.map((key) => notes.get(key)));
  return new Map(found.flatMap((note) => (note === undefined ? [] : [[note.key, note] as const])));
}

/** Writes a note over the one that is there; one without text and labels is deleted. @throws StoreFault */
export async function writeNote(database: ArchiveDatabase, note: Note): Promise<void> {
  await runWrite(database, ['notes'], async (tx) => {
    const notes = tx.objectStore('notes');
    if (note.text === '' && note.labels.length === 0) await notes.delete(note.key);
    else await notes.put({ ...note, labels: [...note.labels] });
  });
}
