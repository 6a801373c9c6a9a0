import type { ArchiveDatabase, StoredNotification } from './schema.ts';
import { setUnread } from './stored-notification.ts';
import { openTally } from './tally.ts';
import { runWrite } from './transactions.ts';

const STORES = ['notifications', 'causes', 'days', 'totals'] as const;

/** Ids that are not there, or are so already, are passed over; returns how many changed. @throws StoreFault */
export async function setRead(
  database: ArchiveDatabase,
  ids: readonly string[],
  read: boolean,
): Promise<number> {
  return runWrite(database, STORES, async (tx) => {
    const rows = await Promise.all([...new Set(ids)].map((id) => tx.objectStore('notifications').get(id)));
    const changing = rows.filter((row) => row !== undefined && (row.unread === undefined) !== read);
    if (changing.length === 0) return 0;
    const tally = await openTally(tx);
    const changed: StoredNotification[] = [];
    for (const row of changing) {
      if (row === undefined) continue;
      await tally.countUnread(row, read ? -1 : 1);
      changed.push(setUnread(row, !read));
    }
    await Promise.all([...changed.map((row) => tx.objectStore('notifications').put(row)), tally.flush()]);
    return changed.length;
  });
}

/** Pinned rows are never removed by retention. Returns how many changed. @throws StoreFault */
export async function setPinned(
  database: ArchiveDatabase,
  ids: readonly string[],
  pinned: boolean,
): Promise<number> {
  return runWrite(database, STORES, async (tx) => {
    const rows = await Promise.all([...new Set(ids)].map((id) => tx.objectStore('notifications').get(id)));
    const changed = rows.flatMap((row) => {
      if (row === undefined || (row.pinned === 1) === pinned) return [];
      const { pinned: _pinned, ...rest } = row;
      return [pinned ? { ...rest, pinned: 1 as const } : rest];
    });
    if (changed.length === 0) return 0;
    const tally = await openTally(tx);
    tally.touch();
    await Promise.all([...changed.map((row) => tx.objectStore('notifications').put(row)), tally.flush()]);
    return changed.length;
  });
}
