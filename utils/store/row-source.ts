import { type DateIndex, readRows, type ScanRange } from './index-scan.ts';
import { isBefore } from './merged-scan.ts';
import type { ReadTransaction, StoredNotification } from './schema.ts';
import { type ColumnHits, selectHits } from './text-search.ts';

/** The first `count` rows of `range`, in its order; fewer only when there are no more. */
export type RowSource = (range: ScanRange, count: number) => Promise<readonly StoredNotification[]>;

export function createIndexSource(tx: ReadTransaction, index: DateIndex): RowSource {
  return (range, count) => readRows(tx, index, range, count);
}

/** Rows found by free text: the column may still name one that was deleted since, or name one twice. */
export function createTextSource(tx: ReadTransaction, hits: readonly ColumnHits[]): RowSource {
  return async (range, count) => {
    const rows: StoredNotification[] = [];
    for (let rest = range; ; ) {
      const selected = selectHits(hits, rest, count);
      const read = await Promise.all(selected.map(({ id }) => tx.objectStore('notifications').get(id)));
      rows.push(...read.filter((row) => row !== undefined));
      const last = selected.at(-1);
      if (rows.length >= count || selected.length < count || last === undefined) return rows.slice(0, count);
      rest = { ...range, after: last };
    }
  };
}

const HASH_KINDS = ['sha256', 'sha1', 'md5', 'url_id'];
const HASH_BEGINNING = /^[0-9a-f]{6,64}$/;

/** Free text that may be how a hash begins. */
export function isHashBeginning(text: string): boolean {
  return HASH_BEGINNING.test(text);
}

/** Rows one of whose hashes begins with `text`: few, since six digits tell sixteen million hashes apart. */
export function createHashSource(tx: ReadTransaction, text: string): RowSource {
  const byKey = tx.objectStore('notifications').index('byKey');
  let all: Promise<readonly StoredNotification[]> | undefined;
  const readAll = async () => {
    const ranges = HASH_KINDS.map((kind) =>
      IDBKeyRange.bound([`${kind}:${text}`], [`${kind}:${text}\uffff`]),
    );
    return (await Promise.all(ranges.map((range) => byKey.getAll(range)))).flat();
  };
  return async ({ order, after, from, to }, count) => {
    all ??= readAll();
    return (await all)
      .filter(({ date }) => (from === undefined || date >= from) && (to === undefined || date <= to))
      .filter((row) => after === undefined || isBefore(after, row, order))
      .toSorted((a, b) => (isBefore(a, b, order) ? -1 : 1))
      .slice(0, count);
  };
}
