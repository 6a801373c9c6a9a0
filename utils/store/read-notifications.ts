import type { ArchivedNotification } from '../ioc/notification.ts';
import type { ArchiveDatabase } from './schema.ts';
import { readRow } from './stored-notification.ts';
import { beginRead } from './transactions.ts';

/** The notifications of `ids`, in their order; `undefined` for those that are gone. */
export async function readNotifications(
  database: ArchiveDatabase,
  ids: readonly string[],
): Promise<readonly (ArchivedNotification | undefined)[]> {
  const rows = beginRead(database, ['notifications']).objectStore('notifications');
  const found = await Promise.all(ids.map((id) => rows.get(id)));
  return found.map((row) => row && readRow(row));
}
