import type { ApiItem } from './api-item.ts';
import type { RowKey } from './cursor.ts';
import type { RowHead } from './filter.ts';

/**
 * Rows by index, in the order of `date-`: newest second first, ids ascending (as strings) inside a second. An index is
 * good until rows are added or taken away. Only `itemAt` may be expensive.
 */
export interface RowSource {
  readonly size: number;
  dateAt(index: number): number;
  idAt(index: number): string;
  headAt(index: number): RowHead;
  itemAt(index: number): ApiItem;
  /** Where the row with this `notification_id` is, or -1. */
  indexOf(id: string): number;
}

export type RowOrder = 'date-' | 'date+';

/** Negative when `a` stands before `b` in `order`. Ids ascend inside a second in both orders (seen for `date-`). */
export function compareKeys(a: RowKey, b: RowKey, order: RowOrder): number {
  if (a.date !== b.date) return order === 'date-' ? b.date - a.date : a.date - b.date;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/** First index whose row is not newer than `date`. */
export function findDate(source: RowSource, date: number): number {
  return findFirst(source.size, (index) => source.dateAt(index) <= date);
}

export interface Span {
  readonly order: RowOrder;
  /** Start after this place (it need not be a row's any more). */
  readonly after?: RowKey;
  /** Inclusive bounds of the date. */
  readonly from: number;
  readonly to: number;
}

/** Indexes of the rows of a span, in its order; the first is found by binary search. */
export function* walkIndexes(source: RowSource, span: Span): Generator<number> {
  if (span.order === 'date-') {
    const start = Math.max(findDate(source, span.to), span.after ? findAfter(source, span.after) : 0);
    for (let i = start; i < source.size && source.dateAt(i) >= span.from; i++) yield i;
    return;
  }
  // Oldest first: second by second from the end, forwards inside each.
  const { after } = span;
  let end = findDate(source, Math.max(span.from, after?.date ?? Number.NEGATIVE_INFINITY) - 1);
  while (end > 0) {
    const date = source.dateAt(end - 1);
    if (date > span.to) return;
    const start = findDate(source, date);
    for (let i = start; i < end; i++) if (date !== after?.date || source.idAt(i) > after.id) yield i;
    end = start;
  }
}

/** First index after a place in the order `date-`. */
function findAfter(source: RowSource, place: RowKey): number {
  return findFirst(source.size, (index) => {
    const date = source.dateAt(index);
    return date < place.date || (date === place.date && source.idAt(index) > place.id);
  });
}

/** Binary search: the first index for which `holds`, given that it holds for all after it; `size` when for none. */
function findFirst(size: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
