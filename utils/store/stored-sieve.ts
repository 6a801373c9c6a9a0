import { decodeSegments } from '../match/segment.ts';
import { createSieve, decodeSieve, encodeSieve, type Sieve } from '../match/sieve.ts';
import type { ReadTransaction, SegmentKey, WriteTransaction } from './schema.ts';
import { readDerived } from './transactions.ts';

/**
 * Segments of this level (16,384 fingerprints and more) and above are in the sieve. Those below are a few hundred
 * kilobytes at most and read whole: the sieve, written anew with each segment that it takes in, is so once in some 256
 * stream pages.
 */
export const SIEVED_LEVEL = 2;

/** The key of the one record of `sieves`. */
const LARGE = 'large';

/** A sieve and the numbers of the segments that it stands for. */
export interface StoredSieve {
  readonly sieve: Sieve;
  readonly covered: ReadonlySet<number>;
}

/** `undefined` when there is none that can be used. */
export async function readSieve(tx: ReadTransaction | WriteTransaction): Promise<StoredSieve | undefined> {
  const record = await readDerived(tx.objectStore('sieves').get(LARGE));
  return record && decodeSieve(record);
}

/**
 * Makes the sieve stand for all segments of `fromLevel` and above, in the transaction that wrote the last of them. It takes
 * in those that are new to it, merged ones whole: what it had of them sets no new bit. When that fills it, or there is
 * none, all are read for a larger one, which is when their fingerprints are 39 % more.
 */
export async function coverSegments(tx: WriteTransaction, fromLevel = SIEVED_LEVEL): Promise<void> {
  const large = IDBKeyRange.lowerBound([fromLevel]);
  const [keys, stored] = await Promise.all([tx.objectStore('segments').getAllKeys(large), readSieve(tx)]);
  const missing = keys.filter(([, number]) => !stored?.covered.has(number));
  if (missing.length === 0) return;
  const sieve = (stored && (await takeIn(tx, stored.sieve, missing))) ?? (await createOf(tx, keys));
  const sieves = tx.objectStore('sieves');
  if (sieve === undefined) await sieves.delete(LARGE);
  else await sieves.put(encodeSieve(sieve, listNumbers(keys)), LARGE);
}

/** Makes it again of the segments that there are, so that nothing passes for what was in others. */
export async function remakeSieve(tx: WriteTransaction): Promise<void> {
  await tx.objectStore('sieves').delete(LARGE);
  await coverSegments(tx);
}

/** `undefined` when it is too small for them, or one of them is damaged. */
async function takeIn(
  tx: WriteTransaction,
  sieve: Sieve,
  keys: readonly SegmentKey[],
): Promise<Sieve | undefined> {
  const segments = await readSegments(tx, keys);
  if (segments === undefined) return undefined;
  for (const segment of segments) sieve.add(segment);
  return sieve.isFull() ? undefined : sieve;
}

/** `undefined` when one of them is damaged: whoever loads it has them rebuilt, and then there is a sieve again. */
async function createOf(tx: WriteTransaction, keys: readonly SegmentKey[]): Promise<Sieve | undefined> {
  const segments = await readSegments(tx, keys);
  return segments && createSieve(segments);
}

const listNumbers = (keys: readonly SegmentKey[]) => keys.map(([, number]) => number);

async function readSegments(tx: WriteTransaction, keys: readonly SegmentKey[]) {
  const stored = tx.objectStore('segments');
  const records = await Promise.all(keys.map((key) => readDerived(stored.get(key))));
  const readable = records.filter((record) => record !== undefined);
  return readable.length === keys.length ? decodeSegments(readable) : undefined;
}
