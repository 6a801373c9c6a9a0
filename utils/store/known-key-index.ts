import { createKeyIndex, type KeyIndex } from '../match/key-index.ts';
import { decodeSegments } from '../match/segment.ts';
import type { ArchiveDatabase } from './schema.ts';
import { beginRead } from './transactions.ts';

/** So many questions are answered by the rows before the index is loaded: for fewer, loading it takes longer. */
const WORTH_LOADING = 1_000;

/** The index of known keys of one open archive: loaded when first worth it, then level with the stored segments. */
export interface KnownKeyIndex {
  /** Those of `terms` that may be held; all of them while there is no index to ask. */
  select<Term extends string>(terms: readonly Term[]): Promise<readonly Term[]>;
}

/** `onDamaged` is called whenever the segments cannot be used: until they are rebuilt, rows answer alone. */
export function createKnownKeyIndex(
  database: ArchiveDatabase,
  onDamaged: () => void,
  worthLoading = WORTH_LOADING,
): KnownKeyIndex {
  let index: KeyIndex | undefined;
  /** Numbers of the segments that are in `index`. A merged segment has a new number and is read again: rare. */
  let loaded = new Set<number>();
  let last: Promise<unknown> = Promise.resolve();
  let asked = 0;

  /** Reads the segments that any context has added since. */
  async function catchUp(): Promise<KeyIndex | undefined> {
    const stored = beginRead(database, ['segments']).objectStore('segments');
    const keys = await stored.getAllKeys();
    const missing = keys.filter(([, number]) => !loaded.has(number));
    const records = await Promise.all(missing.map((key) => stored.get(key)));
    const segments = decodeSegments(records.filter((record) => record !== undefined));
    if (segments === undefined) {
      onDamaged();
      return undefined;
    }
    if (index === undefined) index = createKeyIndex(segments);
    else for (const segment of segments) index.add(segment);
    loaded = new Set(keys.map(([, number]) => number));
    return index;
  }

  return {
    async select(terms) {
      asked += terms.length;
      if (index === undefined && asked < worthLoading) return terms;
      // One after the other: whoever asks after a commit must find what it wrote.
      const current = last.then(catchUp, catchUp);
      last = current;
      const caughtUp = await current;
      return caughtUp === undefined ? terms : terms.filter((term) => caughtUp.mayHold(term));
    },
  };
}
