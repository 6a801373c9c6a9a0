import type { ApiItem } from './api-item.ts';
import type { StreamFilter } from './filter.ts';
import { createListSource } from './list-source.ts';
import { compareKeys, findDate, type RowSource, type Span, walkIndexes } from './row-source.ts';

/** A row found in the stream. Good until the stream changes. */
export interface Row {
  readonly source: RowSource;
  readonly index: number;
}

/** All current rows: those made by a generator (never held) and those held in a list, as one. */
export interface Stream {
  /** Rows that a filter holds for, in the span's order. */
  walk(filter: StreamFilter, span: Pick<Span, 'order' | 'after'>): Generator<Row>;
  count(filter: StreamFilter): number;
  find(id: string): Row | undefined;
  insert(items: readonly ApiItem[]): void;
  /** Returns how many of them were there. */
  remove(ids: Iterable<string>): number;
  /** From now on no row older than `date` (UTC seconds) is there. */
  expire(date: number): void;
}

/** `generated` rows never change; they can only go. */
export function createStream(items: readonly ApiItem[], generated: RowSource = createListSource()): Stream {
  const list = createListSource(items);
  const gone = new Uint8Array(generated.size);
  let goneCount = 0;
  let floor = Number.NEGATIVE_INFINITY;
  /** Counting a filter over a million generated rows takes seconds: once is enough. */
  const counts = new Map<string, number>();

  function* walkGenerated(filter: StreamFilter, span: Span): Generator<Row> {
    for (const index of walkIndexes(generated, span)) {
      if (gone[index] === 0 && (filter.holds?.(generated.headAt(index)) ?? true))
        yield { source: generated, index };
    }
  }
  function* walkList(filter: StreamFilter, span: Span): Generator<Row> {
    for (const index of walkIndexes(list, span)) {
      if (filter.holds?.(list.headAt(index)) ?? true) yield { source: list, index };
    }
  }
  const toSpan = (filter: StreamFilter, span: Pick<Span, 'order' | 'after'>): Span => ({
    ...span,
    from: Math.max(filter.from, floor),
    to: filter.to,
  });
  const countGenerated = (filter: StreamFilter) => {
    const start = findDate(generated, filter.to);
    const end = findDate(generated, Math.max(filter.from, floor) - 1);
    if (filter.holds === undefined && goneCount === 0) return Math.max(0, end - start);
    const key = `${start} ${end} ${goneCount} ${filter.terms}`;
    const known = counts.get(key);
    if (known !== undefined) return known;
    const count = countAll(walkGenerated(filter, toSpan(filter, { order: 'date-' })));
    if (counts.size > 100) counts.clear();
    counts.set(key, count);
    return count;
  };

  return {
    walk: (filter, place) => {
      const span = toSpan(filter, place);
      return merge(walkGenerated(filter, span), walkList(filter, span), span.order);
    },
    count: (filter) =>
      countGenerated(filter) + countAll(walkList(filter, toSpan(filter, { order: 'date-' }))),
    find(id) {
      for (const source of [list, generated]) {
        const index = source.indexOf(id);
        if (index < 0 || source.dateAt(index) < floor) continue;
        if (source === list || gone[index] === 0) return { source, index };
      }
      return undefined;
    },
    insert(added) {
      const taken = added.find((item) => generated.indexOf(item.context_attributes.notification_id) >= 0);
      if (taken) throw new TypeError(`notification_id ${taken.context_attributes.notification_id} is taken`);
      list.insert(added);
    },
    remove(ids) {
      const all = [...ids];
      let removed = list.remove(all);
      for (const id of all) {
        const index = generated.indexOf(id);
        if (index < 0 || gone[index] === 1) continue;
        gone[index] = 1;
        removed++;
        goneCount++;
      }
      return removed;
    },
    expire(date) {
      floor = Math.max(floor, date);
    },
  };
}

/** Two walks in one order as one. */
function* merge(one: Generator<Row>, two: Generator<Row>, order: Span['order']): Generator<Row> {
  let a = one.next();
  let b = two.next();
  while (!a.done || !b.done) {
    const first = b.done || (!a.done && compareKeys(keyOf(a.value), keyOf(b.value), order) < 0);
    if (first && !a.done) {
      yield a.value;
      a = one.next();
    } else if (!b.done) {
      yield b.value;
      b = two.next();
    }
  }
}

/** The place of a row. */
export function keyOf({ source, index }: Row) {
  return { date: source.dateAt(index), id: source.idAt(index) };
}

function countAll(rows: Generator<Row>): number {
  let count = 0;
  for (const _ of rows) count++;
  return count;
}
