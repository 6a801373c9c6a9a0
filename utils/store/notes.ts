import type { IndicatorKey } from '../ioc/indicator.ts';
import type { Note, NoteWords } from './archive-api.ts';
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

/**
 * Writes a note over the one that is there; one without text and labels is deleted. Only over what says the same as `was`,
 * where that is given: anything else is returned, and nothing written. The words are compared, not the time of writing:
 * clocks stand still and go back, and a deleted note has none. @throws StoreFault
 */
export async function writeNote(
  database: ArchiveDatabase,
  note: Note,
  was?: NoteWords,
): Promise<NoteWords | undefined> {
  return runWrite(database, ['notes'], async (tx) => {
    const notes = tx.objectStore('notes');
    const { text, labels } = (was && (await notes.get(note.key))) ?? NO_WORDS;
    const there = { text, labels };
    if (was && !isSame(there, was) && !isSame(there, note)) return there;
    if (isSame(note, NO_WORDS)) await notes.delete(note.key);
    else await notes.put({ ...note, labels: [...note.labels] });
    return undefined;
  });
}

const NO_WORDS: NoteWords = { text: '', labels: [] };

const isSame = (a: NoteWords, b: NoteWords): boolean =>
  a.text === b.text &&
  a.labels.length === b.labels.length &&
  a.labels.every((label, i) => label === b.labels[i]);
