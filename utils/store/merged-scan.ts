import { type DateIndex, type Order, readRows, type ScanRange } from './index-scan.ts';
import type { ReadTransaction, StoredNotification } from './schema.ts';

interface Source {
  readonly index: DateIndex;
  buffer: StoredNotification[];
  /** How many of `buffer` were given out. */
  taken: number;
  ended: boolean;
}

/** Reads `indexes` as one list in date order, a row that is in several of them once; `batch` rows at a time and index. */
export function createMergedScan(
  tx: ReadTransaction,
  indexes: readonly DateIndex[],
  range: ScanRange,
  batch: number,
): () => Promise<StoredNotification | undefined> {
  const sources: Source[] = indexes.map((index) => ({ index, buffer: [], taken: 0, ended: false }));

  async function refill(source: Source): Promise<void> {
    const last = source.buffer.at(-1);
    const after = last === undefined ? range : { ...range, after: last };
    source.buffer = await readRows(tx, source.index, after, batch);
    source.taken = 0;
    source.ended = source.buffer.length < batch;
  }

  return async function readNext() {
    await Promise.all(sources.filter(isDry).map(refill));
    let first: Source | undefined;
    for (const source of sources) {
      const head = source.buffer[source.taken];
      const best = first?.buffer[first.taken];
      if (head !== undefined && (best === undefined || isBefore(head, best, range.order))) first = source;
    }
    const row = first?.buffer[first.taken];
    for (const source of sources) if (source.buffer[source.taken]?.id === row?.id) source.taken++;
    return row;
  };
}

function isDry(source: Source): boolean {
  return source.taken >= source.buffer.length && !source.ended;
}

/** The archive's one order: by date, then by id. */
export function isBefore(
  a: { date: number; id: string },
  b: { date: number; id: string },
  order: Order,
): boolean {
  const isOlder = a.date === b.date ? a.id < b.id : a.date < b.date;
  return order === 'date+' ? isOlder : !isOlder;
}
