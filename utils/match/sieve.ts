import { createChecksum } from './checksum.ts';
import { SPAN } from './fingerprint.ts';
import { SEGMENT_VERSION, type Segment } from './segment.ts';

/** Bits that each fingerprint sets. A fourth would halve what passes, and cost more to read than that costs to ask. */
const PROBES = 3;
/** Bits to a fingerprint in a new sieve: 39 % of them are set then, and it has room for 39 % more fingerprints. */
const NEW_BITS_EACH = 6;
const WORD_BITS = 32;
/** An odd number with well-spread bits (golden ratio in 32 bits): 65,536 buckets become as many far-apart steps. */
const STRIDE = 0x9e3779b1;

/**
 * What passes a sieve may be held, what does not is not: a set of fingerprints in an eighth of the bytes that segments take
 * or less, for a worker that has just woken and would wait longer for the segments than for the rows.
 *
 * It is a Bloom filter (B. H. Bloom, CACM 13(7), 1970): each fingerprint sets PROBES bits, and one whose bits are all set
 * passes. The bits lie at rest, rest + step, rest + 2 step... modulo 2^32, scaled to as many bits as there are (double
 * hashing: A. Kirsch and M. Mitzenmacher, ESA 2006), and the step comes from the bucket. In a sieve of 64 bits fingerprint
 * 0001:80000000, whose step is daa66d13, sets bits
 *
 *     80000000 -> 32    5aa66d13 -> 22    354cda26 -> 13
 *
 * A stranger passes with the share of set bits to the power of PROBES: 6.1 % in a new sieve, 12.5 % in a full one. Bits are
 * only ever set, so that one sieve stands for many segments and takes in the next one; nothing can be taken out.
 */
export interface Sieve {
  /** Wrong about a fingerprint in it: never. Wrong about another: one time in eight at most, until it is full. */
  mayHold(fingerprint: number): boolean;
  add(segment: Segment): void;
  /** Half of its bits are set: more would let too much pass, and a larger one is due. */
  isFull(): boolean;
  readonly words: Uint32Array<ArrayBuffer>;
}

/** A sieve as it is stored: with what is needed to refuse it. */
export interface SieveRecord {
  readonly version: number;
  readonly checksum: number;
  /** Numbers of the segments whose fingerprints are in it. */
  readonly covered: Uint32Array<ArrayBuffer>;
  /** Words of 32 bits, in the machine's own byte order: the database never leaves the machine. */
  readonly bytes: ArrayBuffer;
}

/** Of the layout and the probes; and of the fingerprint function, whose next version must not meet this one's bits. */
export const SIEVE_VERSION = SEGMENT_VERSION * 100 + 1;

/** With room for more than what is in `segments`. */
export function createSieve(segments: readonly Segment[]): Sieve {
  const entries = segments.reduce((sum, { rests }) => sum + rests.length, 0);
  const sieve = openSieve(new Uint32Array(Math.ceil((entries * NEW_BITS_EACH) / WORD_BITS) || 1));
  for (const segment of segments) sieve.add(segment);
  return sieve;
}

function openSieve(words: Uint32Array<ArrayBuffer>): Sieve {
  const bits = words.length * WORD_BITS;
  return {
    words,
    mayHold(fingerprint) {
      const step = findStep(Math.floor(fingerprint / SPAN));
      let place = fingerprint >>> 0;
      for (let probe = 0; probe < PROBES; probe++) {
        const bit = scale(place, bits);
        if (((words[bit >>> 5] ?? 0) & (1 << bit)) === 0) return false;
        place = (place + step) >>> 0;
      }
      return true;
    },
    add({ buckets, rests }) {
      for (let i = 0; i < rests.length; i++) {
        const step = findStep(buckets[i] ?? 0);
        let place = rests[i] ?? 0;
        for (let probe = 0; probe < PROBES; probe++) {
          const bit = scale(place, bits);
          words[bit >>> 5] = (words[bit >>> 5] ?? 0) | (1 << bit);
          place = (place + step) >>> 0;
        }
      }
    },
    isFull() {
      let set = 0;
      for (const word of words) set += countBits(word);
      return set * 2 > bits;
    },
  };
}

/** Odd, and so never nothing. */
function findStep(bucket: number): number {
  return Math.imul(bucket * 2 + 1, STRIDE);
}

/** Of 2^32 places to one of `bits`, in order: what the product loses beyond 2^53 is far below one bit's width. */
function scale(place: number, bits: number): number {
  return Math.floor((place * bits) / SPAN);
}

/** Bits side by side added up in pairs, fours, bytes (H. S. Warren, Hacker's Delight, 5-1). */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export function encodeSieve({ words }: Sieve, covered: Iterable<number>): SieveRecord {
  const record = { version: SIEVE_VERSION, covered: Uint32Array.from(covered), bytes: words.buffer };
  return { ...record, checksum: checkRecord(record) };
}

/** `undefined` for a record of another version or one that is not as it was written: made again from the segments. */
export function decodeSieve(
  record: SieveRecord,
): { readonly sieve: Sieve; readonly covered: ReadonlySet<number> } | undefined {
  const { version, checksum, covered, bytes } = record;
  if (version !== SIEVE_VERSION || bytes.byteLength === 0 || bytes.byteLength % 4 !== 0) return undefined;
  if (checkRecord(record) !== checksum) return undefined;
  return { sieve: openSieve(new Uint32Array(bytes)), covered: new Set(covered) };
}

/** A number too many in `covered` would hide a segment: both are checked. */
function checkRecord({ covered, bytes }: Pick<SieveRecord, 'covered' | 'bytes'>): number {
  return (createChecksum(covered.buffer) ^ Math.imul(createChecksum(bytes), STRIDE)) >>> 0;
}
