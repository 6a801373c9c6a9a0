import type { Order, ScanRange } from './index-scan.ts';
import type { RowSource } from './row-source.ts';
import type { StoredNotification } from './schema.ts';

interface Head {
  readonly source: RowSource;
  buffer: readonly StoredNotification[];
  /** How many of `buffer` were given out. */
  taken: number;
  ended: boolean;
}

/** Reads `sources` as one list in date order, a row that several of them have once; `batch` rows at a time and source. */
export function createMergedScan(
  sources: readonly RowSource[],
  range: ScanRange,
  batch: number,
): () => Promise<StoredNotification | undefined> {
  const heads: Head[] = sources.map((source) => ({ source, buffer: [], taken: 0, ended: false }));

  async function refill(head: Head): Promise<void> {
    const last = head.buffer.at(-1);
    head.buffer = await head.source(last === undefined ? range : { ...range, after: last }, batch);
    head.taken = 0;
    head.ended = head.buffer.length < batch;
  }

  return async function readNext() {
    await Promise.all(heads.filter(isDry).map(refill));
    let first: Head | undefined;
    for (const head of heads) {
      const next = head.buffer[head.taken];
      const best = first?.buffer[first.taken];
      if (next !== undefined && (best === undefined || isBefore(next, best, range.order))) first = head;
    }
    const row = first?.buffer[first.taken];
    for (const head of heads) if (head.buffer[head.taken]?.id === row?.id) head.taken++;
    return row;
  };
}

function isDry({ taken, buffer, ended }: Head): boolean {
  return taken >= buffer.length && !ended;
}

/** Does `a` come before `b` in the archive's one order, by date and then by id? Nothing comes before itself. */
export function isBefore(
  a: { readonly date: number; readonly id: string },
  b: { readonly date: number; readonly id: string },
  order: Order,
): boolean {
  const [first, second] = order === 'date+' ? [a, b] : [b, a];
  return first.date === second.date ? first.id < second.id : first.date < second.date;
}
