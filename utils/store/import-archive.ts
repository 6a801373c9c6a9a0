import type { ArchivedNotification } from '../ioc/notification.ts';
import type { ImportReport } from './archive-api.ts';
import { type ArchiveLine, parseLine } from './archive-line.ts';
import {
  createCountedRow,
  ROW_STORES,
  refreshRow,
  settleUnderstood,
  writeRows,
} from './commit-stream-page.ts';
import { liftTombstones } from './delete-notifications.ts';
import type { ArchiveDatabase, StoredNotification, WriteTransaction } from './schema.ts';
import { mergeFacts, readRow } from './stored-notification.ts';
import { openTally } from './tally.ts';
import { runWrite } from './transactions.ts';

const BATCH = 1000;
/** Keys of rows between a batch's that are worth reading to save asking for each row. */
const MOST_NEAR = 4 * BATCH;
const LATEST_REASONS = 20;

type Report = { -readonly [Field in keyof ImportReport]: ImportReport[Field] };

/**
 * Adds the lines of an archive file to what is there. Rows come with what the user did to them, and lift a tombstone
 * that is in their way; a row that is there already keeps its state and its facts, and only gains what it did not
 * know. The newer of two notes stays. Batches commit as they fill: an import that is cut short can be repeated. While
 * the database writes one, the next is parsed.
 * @throws StoreFault
 */
export async function importArchive(
  database: ArchiveDatabase,
  lines: AsyncIterable<string>,
): Promise<ImportReport> {
  const report: Report = { added: 0, known: 0, notes: 0, skipped: 0, reasons: [] };
  let batch: ArchiveLine[] = [];
  let writing = Promise.resolve();
  let number = 0;
  try {
    for await (const line of lines) {
      number++;
      if (line.trim() === '') continue;
      const parsed = parseLine(line);
      if (parsed.ok) batch.push(parsed.value);
      else skip(report, `line ${number}: ${parsed.error}`);
      if (batch.length < BATCH) continue;
      await writing;
      writing = writeBatch(database, batch, report);
      // Said where it is awaited, which may be later than it fails.
      writing.catch(() => undefined);
      batch = [];
    }
  } finally {
    // Also when the file can no longer be read: nothing writes on after this has ended.
    await writing;
  }
  await writeBatch(database, batch, report);
  return report;
}

function skip(report: Report, reason: string): void {
  report.skipped++;
  if (report.reasons.length < LATEST_REASONS) report.reasons = [...report.reasons, reason];
}

async function writeBatch(
  database: ArchiveDatabase,
  batch: readonly ArchiveLine[],
  report: Report,
): Promise<void> {
  const rows = batch.flatMap((line) => (line.kind === 'notification' ? [line.notification] : []));
  const added = await importRows(database, rows);
  report.added += added;
  report.known += rows.length - added;
  report.notes += await importNotes(database, batch);
  await importTombstones(database, batch);
}

async function importRows(
  database: ArchiveDatabase,
  notifications: readonly ArchivedNotification[],
): Promise<number> {
  if (notifications.length === 0) return 0;
  return runWrite(database, [...ROW_STORES, 'rejects'], async (tx) => {
    const distinct = [...new Map(notifications.map((row) => [row.id, row])).values()];
    const stored = await readStored(
      tx,
      distinct.map(({ id }) => id),
    );
    const tally = await openTally(tx);
    const missing = distinct.filter((_, i) => stored[i] === undefined);
    await liftTombstones(tx, tally, missing);
    tally.reject([], await settleUnderstood(tx, tally, missing));
    const written: StoredNotification[] = [];
    for (const [i, imported] of distinct.entries()) {
      const row = stored[i];
      if (row === undefined) written.push(await createCountedRow(tally, imported));
      else written.push(...(await refreshRow(tally, row, fillIn(readRow(row), imported))));
    }
    await writeRows(tx, tally, written);
    return missing.length;
  });
}

/** A file is about in the order of its ids, and few rows are there already: one request then says which. */
async function readStored(
  tx: WriteTransaction,
  ids: readonly string[],
): Promise<readonly (StoredNotification | undefined)[]> {
  const store = tx.objectStore('notifications');
  const sorted = ids.toSorted();
  const keys = await store.getAllKeys(IDBKeyRange.bound(sorted[0], sorted.at(-1)), MOST_NEAR);
  const near = keys.length < MOST_NEAR ? new Set(keys) : undefined;
  return Promise.all(ids.map((id) => (near?.has(id) === false ? undefined : store.get(id))));
}

/** `known` with what only `imported` says. */
function fillIn(known: ArchivedNotification, imported: ArchivedNotification): ArchivedNotification {
  const { entity, hunting } = imported;
  const keys = [...known.keys, ...imported.keys];
  return mergeFacts({ ...known, entity, keys, ...(hunting && { hunting }) }, known);
}

async function importNotes(database: ArchiveDatabase, batch: readonly ArchiveLine[]): Promise<number> {
  const imported = batch.flatMap((line) => (line.kind === 'note' ? [line.note] : []));
  if (imported.length === 0) return 0;
  return runWrite(database, ['notes'], async (tx) => {
    const notes = tx.objectStore('notes');
    const stored = await Promise.all(imported.map(({ key }) => notes.get(key)));
    const newer = imported.filter(({ updatedAt }, i) => updatedAt > (stored[i]?.updatedAt ?? -1));
    await Promise.all(newer.map((note) => notes.put({ ...note, labels: [...note.labels] })));
    return newer.length;
  });
}

/** What was deleted there stays deleted here, unless it is here. */
async function importTombstones(database: ArchiveDatabase, batch: readonly ArchiveLine[]): Promise<void> {
  const imported = batch.flatMap((line) => (line.kind === 'tombstone' ? [line.tombstone] : []));
  if (imported.length === 0) return;
  await runWrite(database, ROW_STORES, async (tx) => {
    const tombstones = tx.objectStore('tombstones');
    const [rows, known] = await Promise.all([
      Promise.all(imported.map(({ id }) => tx.objectStore('notifications').getKey(id))),
      Promise.all(imported.map(({ id }) => tombstones.getKey(id))),
    ]);
    const missing = imported.filter((_, i) => rows[i] === undefined && known[i] === undefined);
    const tally = await openTally(tx);
    tally.totals.tombstones += new Set(missing.map(({ id }) => id)).size;
    if (missing.length > 0) tally.touch();
    await Promise.all([...missing.map((tombstone) => tombstones.put(tombstone)), tally.flush()]);
  });
}
