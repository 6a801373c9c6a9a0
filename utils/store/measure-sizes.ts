import type { ArchiveSizes } from './archive-api.ts';
import { readCounters } from './read-counters.ts';
import type { ArchiveDatabase, ArchiveSchema, ArchiveStoreName } from './schema.ts';
import { beginRead } from './transactions.ts';

/** Rows from either end: old ones and new ones may differ, and a million would take minutes. */
const SAMPLE = 100;

const encoder = new TextEncoder();
const countBytes = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;

/**
 * How large the archive's parts are as far as that can be told: no browser says what a store of a database takes. Index
 * and search texts by their own bytes, notes as JSON, rows as JSON by the mean of a sample.
 */
export async function measureSizes(database: ArchiveDatabase): Promise<ArchiveSizes> {
  const { total } = await readCounters(database);
  const sample = await readSample(database);
  const mean = sample.reduce<number>((bytes, row) => bytes + countBytes(row), 0) / Math.max(1, sample.length);
  return {
    rows: Math.round(mean * total),
    isSampled: total > sample.length,
    index:
      (await sum(database, 'segments', ({ bytes }) => bytes.byteLength)) +
      (await sum(database, 'sieves', ({ bytes }) => bytes.byteLength)),
    texts: await sum(
      database,
      'columns',
      ({ dates, causes, ids, idEnds, text, textEnds }) =>
        dates.byteLength +
        causes.byteLength +
        idEnds.byteLength +
        textEnds.byteLength +
        ids.length +
        text.length,
    ),
    notes: await sum(database, 'notes', countBytes),
  };
}

async function readSample(database: ArchiveDatabase): Promise<readonly unknown[]> {
  const rows = new Map<string, unknown>();
  for (const direction of ['next', 'prev'] as const) {
    const byDate = beginRead(database, ['notifications']).objectStore('notifications').index('byDate');
    let cursor = await byDate.openCursor(null, direction);
    for (let read = 0; cursor !== null && read < SAMPLE; read++) {
      rows.set(cursor.primaryKey, cursor.value);
      cursor = await cursor.continue();
    }
  }
  return [...rows.values()];
}

/** One record in memory at a time: the search texts of a million rows are tens of megabytes. */
async function sum<Name extends ArchiveStoreName>(
  database: ArchiveDatabase,
  name: Name,
  measure: (value: ArchiveSchema[Name]['value']) => number,
): Promise<number> {
  let bytes = 0;
  let cursor = await beginRead(database, [name]).objectStore(name).openCursor();
  while (cursor !== null) {
    bytes += measure(cursor.value);
    cursor = await cursor.continue();
  }
  return bytes;
}
