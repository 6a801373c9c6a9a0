import type { Notification } from '../ioc/notification.ts';
import { ROW_STORES, refreshRow, writeRows } from './commit-stream-page.ts';
import type { ArchiveDatabase } from './schema.ts';
import { mergeFacts, readRow } from './stored-notification.ts';
import { openTally } from './tally.ts';
import { runWrite } from './transactions.ts';

/**
 * Keeps what VirusTotal said of the notification `id`: its fresher facts, or that it is gone there. `answer` is of the
 * same notification (the caller looks). `at`: ms since the epoch. Returns whether the row is here. @throws StoreFault
 */
export async function recordUpstream(
  database: ArchiveDatabase,
  id: string,
  answer: Notification | 'gone',
  at: number,
): Promise<boolean> {
  return runWrite(database, ROW_STORES, async (tx) => {
    const row = await tx.objectStore('notifications').get(id);
    if (row === undefined) return false;
    const known = readRow(row);
    const merged = answer === 'gone' ? known : mergeFacts(known, answer);
    const tally = await openTally(tx);
    const upstream = { checkedAt: at, gone: answer === 'gone' };
    await writeRows(tx, tally, await refreshRow(tally, row, { ...merged, upstream }));
    return true;
  });
}
