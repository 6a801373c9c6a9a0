/** Ids of the rows of a stretch of time: keys of the indexes, no row is read. */
import type { ReadTransaction } from './schema.ts';

/** UTC seconds, both inclusive, within one day. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Ids of a cause's rows in a span, oldest first. */
export function readCause(tx: ReadTransaction, n: number, { from, to }: Span): Promise<string[]> {
  const range = IDBKeyRange.bound([n, from], [n, to, []]);
  return tx.objectStore('notifications').index('byCause').getAllKeys(range);
}

/** Ids of all rows of a span, oldest first. */
export function readSpan(tx: ReadTransaction, { from, to }: Span): Promise<string[]> {
  return tx
    .objectStore('notifications')
    .index('byDate')
    .getAllKeys(IDBKeyRange.bound([from], [to, []]));
}

/** Ids of the unread rows of a span, oldest first. */
export async function readUnread(
  tx: ReadTransaction,
  origins: readonly string[],
  span: Span,
): Promise<readonly string[]> {
  const unread = tx.objectStore('notifications').index('byUnread');
  const read = origins.map((origin) =>
    unread.getAllKeys(IDBKeyRange.bound([origin, span.from], [origin, span.to, []])),
  );
  const lists = (await Promise.all(read)).filter(({ length }) => length > 0);
  if (lists.length < 2) return lists[0] ?? [];
  // The index has them by origin first.
  const ids = new Set(lists.flat());
  return (await readSpan(tx, span)).filter((id) => ids.has(id));
}
