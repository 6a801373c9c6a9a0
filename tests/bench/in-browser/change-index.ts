import type { IndicatorKey } from '../../../utils/ioc/indicator.ts';
import type { ArchivedNotification } from '../../../utils/ioc/notification.ts';
import { createFingerprintTable } from '../../../utils/match/fingerprint-table.ts';
import { encodeSegment, type Segment } from '../../../utils/match/segment.ts';
import { appendSegment, createRowSegment } from '../../../utils/store/key-segments.ts';
import { createKnownKeyIndex } from '../../../utils/store/known-key-index.ts';
import { readAllRows } from '../../../utils/store/rebuild-indexes.ts';
import { type ArchiveDatabase, TOTALS_ID } from '../../../utils/store/schema.ts';
import { createRow } from '../../../utils/store/stored-notification.ts';
import { runWrite } from '../../../utils/store/transactions.ts';
import { openDatabase } from './fill-archive.ts';

/** As large as VirusTotal's stream pages. */
const ROWS_PER_STREAM_PAGE = 40;

interface Updates {
  /** Of the archive's database. */
  readonly name: string;
  /** Of the row server, and the first of its rows that the archive does not hold. */
  readonly url: string;
  readonly from: number;
  readonly streamPages: number;
}

/**
 * The index after each of many stream pages, until the next question is answered with it: the segment made, written in a
 * transaction, and read by an index that is in memory. The stored segments are put back afterwards, so that the archive
 * is as it was.
 */
export async function measureUpdates({ name, url, from, streamPages }: Updates): Promise<number[]> {
  const database = await openDatabase(name);
  const before = await readStores(database);
  // Kept here and never written: the numbers that it gives out are those of segments that do not stay.
  const totals = await database.get('totals', TOTALS_ID);
  if (totals === undefined) throw new Error(`${name} is empty`);
  const index = createKnownKeyIndex(database, () => undefined, { sieve: 0, whole: 0 });
  const question = Array.from({ length: 100 }, (_, i) => `domain:question-${i}.example` as IndicatorKey);
  await index.select(question);
  const samples: number[] = [];
  for (let page = 0; page < streamPages; page++) {
    const rows = await fetchRows(url, from + page * ROWS_PER_STREAM_PAGE);
    const start = performance.now();
    const segment = createRowSegment(rows.map((row) => createRow(row, 1)));
    await runWrite(database, ['segments', 'sieves'], (tx) => appendSegment(tx, totals, segment));
    await index.select(question);
    samples.push(performance.now() - start);
  }
  await writeStores(database, before);
  database.close();
  return samples;
}

/** The same index made anew from every row, as it must be without segments: read, fingerprinted, sorted, encoded. */
export async function measureRebuild(name: string): Promise<{ ms: number; keys: number }> {
  const database = await openDatabase(name);
  const start = performance.now();
  const segments: Segment[] = [];
  for await (const rows of readAllRows(database, 2000)) segments.push(createRowSegment(rows));
  const table = createFingerprintTable(segments);
  encodeSegment(table.toSegment());
  const ms = performance.now() - start;
  database.close();
  return { ms, keys: table.size };
}

async function fetchRows(url: string, from: number): Promise<readonly ArchivedNotification[]> {
  return (await fetch(`${url}?from=${from}&count=${ROWS_PER_STREAM_PAGE}`)).json();
}

const INDEX_STORES = ['segments', 'sieves'] as const;

/** Keys and records, store by store. */
type StoredRecords = readonly (readonly [
  (typeof INDEX_STORES)[number],
  readonly IDBValidKey[],
  readonly unknown[],
])[];

function readStores(database: ArchiveDatabase): Promise<StoredRecords> {
  const tx = database.transaction(INDEX_STORES);
  return Promise.all(
    INDEX_STORES.map(async (name) => {
      const store = tx.objectStore(name);
      return [name, await store.getAllKeys(), await store.getAll()] as const;
    }),
  );
}

async function writeStores(database: ArchiveDatabase, stores: StoredRecords): Promise<void> {
  const tx = database.transaction(INDEX_STORES, 'readwrite');
  for (const [name, keys, records] of stores) {
    const store = tx.objectStore(name);
    await store.clear();
    await Promise.all(keys.map((key, i) => store.put(records[i] as never, key as never)));
  }
  await tx.done;
}

/** How much the index takes up as it is stored now. */
export async function countIndexBytes(name: string): Promise<number> {
  const database = await openDatabase(name);
  const records = await Promise.all(INDEX_STORES.map((store) => database.getAll(store)));
  database.close();
  return records.flat().reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
}
