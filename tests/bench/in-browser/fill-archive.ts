import type { ArchivedNotification } from '../../../utils/ioc/notification.ts';
import { createCountedRow, ROW_STORES, writeRows } from '../../../utils/store/commit-stream-page.ts';
import { openArchiveDatabase } from '../../../utils/store/open-database.ts';
import { readCounters } from '../../../utils/store/read-counters.ts';
import type { ArchiveDatabase, StoredNotification } from '../../../utils/store/schema.ts';
import { openTally } from '../../../utils/store/tally.ts';
import { runWrite } from '../../../utils/store/transactions.ts';

/** Opens an archive's database as the store itself does. */
export async function openDatabase(name: string): Promise<ArchiveDatabase> {
  const opened = await openArchiveDatabase(name, {});
  if (!opened.ok) throw new Error(`${name}: ${opened.error.code}`);
  return opened.value;
}

/** How many rows an archive holds; 0 where there is none. */
export async function countRows(name: string): Promise<number> {
  const database = await openDatabase(name);
  const { total } = await readCounters(database);
  database.close();
  return total;
}

/** Rows of one transaction: as an import would write them, so that a million take minutes. */
const BATCH = 2000;

/**
 * Writes rows `from` to `to` of a row server into an archive through the store's own code: with counters, causes, index
 * segments and text columns, everything that a sync leaves behind. Returns rows per second.
 */
export async function fillArchive(wanted: {
  name: string;
  url: string;
  from: number;
  to: number;
}): Promise<number> {
  const { name, url, from, to } = wanted;
  const database = await openDatabase(name);
  const readRows = async (index: number): Promise<readonly ArchivedNotification[]> =>
    index >= to ? [] : (await fetch(`${url}?from=${index}&count=${Math.min(BATCH, to - index)}`)).json();
  const start = performance.now();
  let next = readRows(from);
  for (let index = from; index < to; index += BATCH) {
    const rows = await next;
    // The server makes the next ones while the database writes these.
    next = readRows(index + BATCH);
    await writeBatch(database, rows);
  }
  database.close();
  return ((to - from) / (performance.now() - start)) * 1000;
}

async function writeBatch(database: ArchiveDatabase, rows: readonly ArchivedNotification[]): Promise<void> {
  await runWrite(database, ROW_STORES, async (tx) => {
    const tally = await openTally(tx);
    const written: StoredNotification[] = [];
    for (const row of rows) written.push(await createCountedRow(tally, row));
    await writeRows(tx, tally, written);
  });
}

export function deleteArchive(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
