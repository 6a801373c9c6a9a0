import type { StreamFilter } from './filter.ts';
import { findDate, type RowSource, type Span, walkIndexes } from './row-source.ts';

/** Rows that are made from their index, some of which have gone: one byte for each remembers. */
export interface ShrinkingSource {
  /** Indexes of rows that are still there and that the filter holds for. */
  walk(filter: StreamFilter, place: Pick<Span, 'order' | 'after'>): Generator<number>;
  count(filter: StreamFilter): number;
  /** -1 when it never was, or has gone. */
  indexOf(id: string): number;
  /** Returns how many of them were there. */
  remove(ids: Iterable<string>): number;
}

const MAX_COUNTS = 100;

export function createShrinkingSource(source: RowSource): ShrinkingSource {
  const gone = new Uint8Array(source.size);
  let goneCount = 0;
  /** To count a filter over a million rows takes a second or more: once is enough. */
  const counts = new Map<string, number>();

  function* walk(filter: StreamFilter, place: Pick<Span, 'order' | 'after'>): Generator<number> {
    for (const index of walkIndexes(source, { ...place, from: filter.from, to: filter.to })) {
      if (gone[index] === 0 && (filter.holds?.(source.headAt(index)) ?? true)) yield index;
    }
  }
  const indexOf = (id: string) => {
    const index = source.indexOf(id);
    return gone[index] === 0 ? index : -1;
  };
  return {
    walk,
    count(filter) {
      const start = findDate(source, filter.to);
      const end = Math.max(start, findDate(source, filter.from - 1));
      if (filter.holds === undefined && goneCount === 0) return end - start;
      const key = `${start} ${end} ${goneCount} ${filter.terms}`;
      const known = counts.get(key);
      if (known !== undefined) return known;
      const count = walk(filter, { order: 'date-' }).reduce((sum) => sum + 1, 0);
      if (counts.size >= MAX_COUNTS) counts.clear();
      counts.set(key, count);
      return count;
    },
    indexOf,
    remove(ids) {
      const before = goneCount;
      for (const id of ids) {
        const index = indexOf(id);
        if (index < 0) continue;
        gone[index] = 1;
        goneCount++;
      }
      return goneCount - before;
    },
  };
}
