import type { Filter, FilterTerm, TextTerm } from '../ioc/filter.ts';
import { createFilterTest } from '../ioc/filter-evaluate.ts';
import { createCauseExample } from './causes.ts';
import { isCauseTerm } from './plan-listing.ts';
import { type ArchiveDatabase, type ColumnRecord, type StoredCause, TOTALS_ID } from './schema.ts';
import { COLUMN_VERSION, createCauseText } from './text-column.ts';
import { type ColumnHits, searchColumn } from './text-search.ts';
import { beginRead, readDerived } from './transactions.ts';

/** Free text over one open archive: its columns are loaded at the first search and kept level from then on. */
export interface TextIndex {
  /** Rows that may match the text and cause terms of `filter`; `undefined` while the columns cannot be used. */
  search(filter: Filter): Promise<TextHits | undefined>;
}

export interface TextHits {
  readonly hits: readonly ColumnHits[];
  /** They name every row once, as it is, and none that is gone. */
  readonly isExact: boolean;
}

interface SearchableCause {
  readonly cause: StoredCause;
  readonly text: string;
}

/**
 * `onDamaged` is called when the columns were made by another version or cannot be read: until they are rebuilt, rows are
 * walked.
 */
export function createTextIndex(database: ArchiveDatabase, onDamaged: () => void): TextIndex {
  let columns = new Map<number, ColumnRecord>();
  /** By number, which is never used for another cause; the counters in them grow old here. */
  const causes: SearchableCause[] = [];

  /** Answers whether the columns name nothing twice and nothing that is gone; `undefined` when they cannot be used. */
  async function catchUp(): Promise<boolean | undefined> {
    const tx = beginRead(database, ['columns', 'causes', 'totals']);
    const [keys, newCauses, totals] = await Promise.all([
      tx.objectStore('columns').getAllKeys(),
      tx.objectStore('causes').getAll(IDBKeyRange.lowerBound(causes.length)),
      tx.objectStore('totals').get(TOTALS_ID),
    ]);
    for (const cause of newCauses) causes[cause.n] = { cause, text: createCauseText(cause) };
    const current = new Map<number, ColumnRecord>();
    const read = keys.map(async (key) => {
      const column = columns.get(key[1]) ?? (await readDerived(tx.objectStore('columns').get(key)));
      if (column?.version === COLUMN_VERSION) current.set(key[1], column);
    });
    await Promise.all(read);
    columns = current;
    return current.size === keys.length ? (totals?.stale ?? 0) === 0 : undefined;
  }

  function markCauses(test: (cause: SearchableCause) => boolean): Uint8Array {
    return Uint8Array.from(causes, (known) => (known !== undefined && test(known) ? 1 : 0));
  }

  return {
    async search(filter) {
      const isExact = await catchUp();
      if (isExact === undefined) {
        onDamaged();
        return undefined;
      }
      const matches = createFilterTest({ terms: filter.terms.filter(isCauseTerm) });
      const query = {
        causes: markCauses(({ cause }) => matches(createCauseExample(cause))),
        terms: findTexts(filter).map((text) => ({
          text,
          causes: markCauses((known) => known.text.includes(text)),
        })),
      };
      return { hits: [...columns.values()].map((column) => searchColumn(column, query)), isExact };
    },
  };
}

/** The free texts of a filter, in lower case. */
export function findTexts({ terms }: Filter): readonly string[] {
  const isText = (term: FilterTerm): term is TextTerm => term.key === 'text';
  return terms.filter(isText).map(({ value }) => value.toLowerCase());
}
