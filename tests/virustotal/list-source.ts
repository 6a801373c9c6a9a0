import { type ApiItem, readUrl } from './api-item.ts';
import type { RowHead } from './filter.ts';
import { compareKeys, type RowSource } from './row-source.ts';

/** Rows held in memory, kept in the stream's order. */
export interface ListSource extends RowSource {
  /** Throws when a `notification_id` is there already: two rows with one place would hide one another. */
  insert(items: readonly ApiItem[]): void;
  /** Takes rows away, returns how many were there. */
  remove(ids: Iterable<string>): number;
}

/** A list of items; heads are made once, not for every row that a filter looks at. */
export function createListSource(items: readonly ApiItem[] = []): ListSource {
  let rows: { readonly item: ApiItem; readonly head: RowHead }[] = [];
  let places: Map<string, number> | undefined;
  const known = new Set<string>();

  const at = (index: number) => {
    const row = rows[index];
    if (row === undefined) throw new RangeError(`no row ${index} of ${rows.length}`);
    return row;
  };
  const insert = (added: readonly ApiItem[]) => {
    const fresh = new Set<string>();
    for (const { context_attributes: context } of added) {
      const id = context.notification_id;
      if (known.has(id) || fresh.has(id))
        throw new TypeError(`notification_id ${id} is in the stream already`);
      fresh.add(id);
    }
    for (const id of fresh) known.add(id);
    rows = [...rows, ...added.map((item) => ({ item, head: toHead(item) }))].sort((a, b) =>
      compareKeys(toKey(a.item), toKey(b.item), 'date-'),
    );
    places = undefined;
  };
  const remove = (ids: Iterable<string>) => {
    const before = rows.length;
    const gone = new Set(ids);
    rows = rows.filter(({ item }) => !gone.has(item.context_attributes.notification_id));
    for (const id of gone) known.delete(id);
    places = undefined;
    return before - rows.length;
  };

  insert(items);
  return {
    get size() {
      return rows.length;
    },
    dateAt: (index) => at(index).item.context_attributes.notification_date,
    idAt: (index) => at(index).item.context_attributes.notification_id,
    headAt: (index) => at(index).head,
    itemAt: (index) => at(index).item,
    indexOf(id) {
      places ??= new Map(rows.map(({ item }, index) => [item.context_attributes.notification_id, index]));
      return places.get(id) ?? -1;
    },
    insert,
    remove,
  };
}

function toHead(item: ApiItem): RowHead {
  const { origin, sources, tags } = item.context_attributes;
  const url = readUrl(item);
  return { type: item.type, id: item.id, origin, sources, tags, ...(url === undefined ? {} : { url }) };
}

const toKey = ({ context_attributes: context }: ApiItem) => ({
  date: context.notification_date,
  id: context.notification_id,
});
