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

/** Ids of the unread rows of a span, in no order. */
export async function collectUnread(
  tx: ReadTransaction,
  origins: readonly string[],
  span: Span,
): Promise<readonly string[]> {
  return (await listUnread(tx, origins, span)).flat();
}

/** Ids of the unread rows of a span, oldest first. */
export async function readUnread(
  tx: ReadTransaction,
  origins: readonly string[],
  span: Span,
): Promise<readonly string[]> {
  const lists = (await listUnread(tx, origins, span)).filter(({ length }) => length > 0);
  if (lists.length < 2) return lists[0] ?? [];
  const ids = new Set(lists.flat());
  return (await readSpan(tx, span)).filter((id) => ids.has(id));
}

/** By origin, as the index has them. */
function listUnread(tx: ReadTransaction, origins: readonly string[], { from, to }: Span) {
  const unread = tx.objectStore('notifications').index('byUnread');
  const read = (origin: string) => unread.getAllKeys(IDBKeyRange.bound([origin, from], [origin, to, []]));
  return Promise.all(origins.map(read));
}
