import { createKeyIndex, createSievedIndex, type KeyIndex } from '../match/key-index.ts';
import { decodeSegments, type Segment } from '../match/segment.ts';
import type { Sieve } from '../match/sieve.ts';
import type { ArchiveDatabase, SegmentKey } from './schema.ts';
import { readSieve, SIEVED_LEVEL } from './stored-sieve.ts';
import { beginRead, readDerived } from './transactions.ts';

/** After how many questions to the rows something better is read: they would cost more than reading it. */
export interface IndexWorth {
  /** The sieve and the segments that are not in it: as long as some 300 questions. */
  readonly sieve: number;
  /** All segments. Of the questions that meet a sieve only those count that pass it. */
  readonly whole: number;
}

const INDEX_WORTH: IndexWorth = { sieve: 300, whole: 1_000 };

/** The index of known keys of one open archive: loaded when first worth it, then level with the stored segments. */
export interface KnownKeyIndex {
  select<Term extends string>(terms: readonly Term[]): Promise<Selection<Term>>;
}

export interface Selection<Term> {
  /** Those that may be held. */
  readonly terms: readonly Term[];
  /** False: there was no index to ask, these are all, and few of them are held. */
  readonly areLikely: boolean;
}

/** What is in memory. */
interface Loaded {
  readonly index: KeyIndex;
  /** A sieve stands for the large segments. */
  readonly isSieved: boolean;
  /** Numbers of the segments that are in it. A merged segment has a new number and is read again: rare. */
  readonly numbers: ReadonlySet<number>;
}

/**
 * `onDamaged` is called whenever the segments cannot be used: until they are rebuilt, rows answer alone. A sieve that cannot
 * be used is like none, and made again with the next large segment or at the daily tidying.
 */
export function createKnownKeyIndex(
  database: ArchiveDatabase,
  onDamaged: () => void,
  worth = INDEX_WORTH,
): KnownKeyIndex {
  let loaded: Loaded | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** Questions that were left to the rows so far. */
  let left = 0;

  /** Reads what there is to answer `questions` with, or the segments that any context has added since. */
  async function catchUp(questions: number): Promise<KeyIndex | undefined> {
    const isWorthWhole = left >= worth.whole;
    if (isWorthWhole && loaded?.isSieved) loaded = undefined;
    const tx = beginRead(database, ['segments', 'sieves']);
    const stored = tx.objectStore('segments');
    const read = (keys: readonly SegmentKey[]) =>
      Promise.all(keys.map((key) => readDerived(stored.get(key))));
    const readSmall = async () => {
      const keys = await stored.getAllKeys();
      const [small, large] = partition(keys.filter(([, number]) => !loaded?.numbers.has(number)));
      return { keys, large, records: await read(small) };
    };
    // Side by side: the sieve takes longer than all the small ones.
    const [{ keys, large, records }, sieved] = await Promise.all([
      readSmall(),
      loaded === undefined && !isWorthWhole ? readSieve(tx) : undefined,
    ]);
    const missing = large.filter(([, number]) => !sieved?.covered.has(number));
    if (loaded === undefined && missing.length > 0 && left + questions < worth.whole) return undefined;
    const wanted = [...records, ...(await read(missing))];
    const readable = wanted.filter((record) => record !== undefined);
    const segments = readable.length === wanted.length ? decodeSegments(readable) : undefined;
    if (segments === undefined) {
      onDamaged();
      return undefined;
    }
    const index = loaded?.index ?? createIndex(segments, sieved?.sieve);
    if (loaded !== undefined) for (const segment of segments) index.add(segment);
    const numbers = new Set(keys.map(([, number]) => number));
    loaded = { index, isSieved: loaded?.isSieved ?? sieved !== undefined, numbers };
    return index;
  }

  return {
    async select(terms) {
      if (loaded === undefined && left + terms.length < worth.sieve) {
        left += terms.length;
        return { terms, areLikely: false };
      }
      // One after the other: whoever asks after a commit must find what it wrote.
      const next = () => catchUp(terms.length);
      const current = last.then(next, next);
      last = current;
      const index = await current;
      const passed = index === undefined ? terms : terms.filter((term) => index.mayHold(term));
      left += passed.length;
      return { terms: passed, areLikely: index !== undefined };
    },
  };
}

function createIndex(segments: readonly Segment[], sieve: Sieve | undefined): KeyIndex {
  return sieve === undefined ? createKeyIndex(segments) : createSievedIndex(sieve, segments);
}

/** Those that are read whole in any case, and those that a sieve stands for. */
function partition(keys: readonly SegmentKey[]): readonly [readonly SegmentKey[], readonly SegmentKey[]] {
  const isLarge = ([level]: SegmentKey) => level >= SIEVED_LEVEL;
  return [keys.filter((key) => !isLarge(key)), keys.filter(isLarge)];
}
