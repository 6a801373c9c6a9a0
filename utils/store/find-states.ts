import type { IndicatorKey } from '../ioc/indicator.ts';
import type { ArchiveDatabase } from './schema.ts';
import { beginRead } from './transactions.ts';

export type KeyState = 'none' | 'known' | 'unread';

/** For each key, in the same order, whether the archive holds it. Asked of the rows themselves. */
export async function findStates(
  database: ArchiveDatabase,
  keys: readonly IndicatorKey[],
): Promise<readonly KeyState[]> {
  const rows = beginRead(database, ['notifications']).objectStore('notifications');
  const [byKey, byUnreadKey] = [rows.index('byKey'), rows.index('byUnreadKey')];
  return Promise.all(
    keys.map(async (key): Promise<KeyState> => {
      if ((await byKey.getKey(IDBKeyRange.bound([key], [key, []]))) === undefined) return 'none';
      return (await byUnreadKey.getKey(key)) === undefined ? 'known' : 'unread';
    }),
  );
}
