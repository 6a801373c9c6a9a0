import type { IDBPObjectStore } from 'idb';
import type { ArchiveSchema, ArchiveStoreName, SegmentKey, Totals } from './schema.ts';
import { readDerived } from './transactions.ts';

/** So many records of one level become one of the next. */
const FANOUT = 16;
/** Records of this level (at least 64 * 16^3 entries) stay as they are, which bounds what one commit can cost. */
const LAST_LEVEL = 3;
const FIRST_LEVEL_ENTRIES = 64;

type LevelStoreName = 'segments' | 'columns';
type LevelStore<Name extends LevelStoreName> = IDBPObjectStore<
  ArchiveSchema,
  ArchiveStoreName[],
  Name,
  'readwrite'
>;

/** How records of one kind are measured and made one. */
export interface LevelKind<Name extends LevelStoreName> {
  readonly store: Name;
  count(record: ArchiveSchema[Name]['value']): number;
  /** `undefined` when one of them is damaged: they are left for the rebuild to find. */
  merge(records: readonly ArchiveSchema[Name]['value'][]): ArchiveSchema[Name]['value'] | undefined;
}

/** What became of a record. */
export interface Appended {
  /** Of the record that it ended in. */
  readonly level: number;
  /** Records beside it cannot be read or used: they stay as they are until all are made again from the rows. */
  readonly isDamaged: boolean;
}

/**
 * Appends a record to a store that is written in small pieces (one a stream page) and read as a whole (at the first
 * question): sixteen records of a size become one of the next size, so that the whole is never more than some fifty
 * records beside the full ones, and an entry is written again three times at most. Takes a new number from `totals`, or
 * several: they are to be stored.
 */
export async function appendRecord<Name extends LevelStoreName>(
  store: LevelStore<Name>,
  kind: LevelKind<Name>,
  record: ArchiveSchema[Name]['value'],
  totals: Totals,
): Promise<Appended> {
  const level = findLevel(kind.count(record));
  const key: SegmentKey = [level, totals.nextSegment++];
  await store.put(record, key);
  if (level === LAST_LEVEL) return { level, isDamaged: false };
  const range = IDBKeyRange.bound([level, totals.rebuiltFrom ?? 0], [level, []]);
  if ((await store.count(range)) < FANOUT) return { level, isDamaged: false };
  const records = await readDerived(store.getAll(range));
  const merged = records && kind.merge(records);
  if (merged === undefined) return { level, isDamaged: true };
  await store.delete(range);
  return appendRecord(store, kind, merged, totals);
}

function findLevel(entries: number): number {
  let level = 0;
  for (let full = FIRST_LEVEL_ENTRIES * FANOUT; entries >= full && level < LAST_LEVEL; full *= FANOUT)
    level++;
  return level;
}
