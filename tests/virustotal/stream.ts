import type { ApiItem } from './api-item.ts';
import type { RowKey } from './cursor.ts';
import type { StreamFilter } from './filter.ts';
import { createListSource } from './list-source.ts';
import { compareKeys, type RowOrder, type RowSource, walkIndexes } from './row-source.ts';
import { createShrinkingSource } from './shrinking-source.ts';

/** A row found in the stream. Good until the stream changes. */
export interface Row {
  readonly source: RowSource;
  readonly index: number;
}

export interface Place {
  readonly order: RowOrder;
  /** Start after this row, which need not be there any more. */
  readonly after?: RowKey;
}

/** All current rows: those made by a generator (never held) and those held in a list, as one. */
export interface Stream {
  /** Rows that a filter holds for, in order. */
  walk(filter: StreamFilter, place: Place): Generator<Row>;
  count(filter: StreamFilter): number;
  find(id: string): Row | undefined;
  /** Throws when a `notification_id` is there already. */
  insert(items: readonly ApiItem[]): void;
  /** Returns how many of them were there. */
  remove(ids: Iterable<string>): number;
  /** From now on no row older than `date` (UTC seconds) is there. */
  expire(date: number): void;
}

/** `generated` rows never change; they can only go. */
export function createStream(items: readonly ApiItem[], generated: RowSource = createListSource()): Stream {
  const list = createListSource(items);
  const made = createShrinkingSource(generated);
  let floor = Number.NEGATIVE_INFINITY;
  const withFloor = (filter: StreamFilter) => ({ ...filter, from: Math.max(filter.from, floor) });

  return {
    walk(filter, place) {
      const raised = withFloor(filter);
      return merge(
        walkSource(generated, made.walk(raised, place)),
        walkList(list, raised, place),
        place.order,
      );
    },
    count(filter) {
      const raised = withFloor(filter);
      return made.count(raised) + walkList(list, raised, { order: 'date-' }).reduce((count) => count + 1, 0);
    },
    find(id) {
      const index = made.indexOf(id);
      const row = index < 0 ? { source: list, index: list.indexOf(id) } : { source: generated, index };
      return row.index < 0 || row.source.dateAt(row.index) < floor ? undefined : row;
    },
    insert(added) {
      const taken = added.find((item) => generated.indexOf(item.context_attributes.notification_id) >= 0);
      if (taken) throw new TypeError(`notification_id ${taken.context_attributes.notification_id} is taken`);
      list.insert(added);
    },
    remove(ids) {
      const all = [...ids];
      return list.remove(all) + made.remove(all);
    },
    expire(date) {
      floor = Math.max(floor, date);
    },
  };
}

/** The place of a row. */
export function keyOf({ source, index }: Row): RowKey {
  return { date: source.dateAt(index), id: source.idAt(index) };
}

function* walkList(list: RowSource, filter: StreamFilter, place: Place): Generator<Row> {
  for (const index of walkIndexes(list, { ...place, from: filter.from, to: filter.to })) {
    if (filter.holds?.(list.headAt(index)) ?? true) yield { source: list, index };
  }
}

function* walkSource(source: RowSource, indexes: Iterable<number>): Generator<Row> {
  for (const index of indexes) yield { source, index };
}

/** Two walks in one order as one. */
function* merge(one: Generator<Row>, two: Generator<Row>, order: RowOrder): Generator<Row> {
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
