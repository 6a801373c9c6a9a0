import { SPAN } from './fingerprint.ts';

/** Fingerprints side by side, no two alike: `buckets[i]` and `rests[i]` are one. */
export interface Segment {
  readonly buckets: Uint16Array;
  readonly rests: Uint32Array;
}

/** A segment as it is stored: with what is needed to refuse it. */
export interface SegmentRecord {
  /** Of the layout and of the fingerprint function: another version's segments say nothing to this one. */
  readonly version: number;
  readonly checksum: number;
  /** All rests, then all buckets, in the machine's own byte order: the database never leaves the machine. */
  readonly bytes: ArrayBuffer;
}

export const SEGMENT_VERSION = 1;

const BYTES_EACH = Uint32Array.BYTES_PER_ELEMENT + Uint16Array.BYTES_PER_ELEMENT;

export function createSegment(fingerprints: Iterable<number>): Segment {
  const distinct = [...new Set(fingerprints)];
  return {
    buckets: Uint16Array.from(distinct, (fingerprint) => Math.floor(fingerprint / SPAN)),
    rests: Uint32Array.from(distinct, (fingerprint) => fingerprint >>> 0),
  };
}

export function* listFingerprints({ buckets, rests }: Segment): Generator<number> {
  for (const [i, rest] of rests.entries()) yield (buckets[i] ?? 0) * SPAN + rest;
}

export function encodeSegment({ buckets, rests }: Segment): SegmentRecord {
  const bytes = new ArrayBuffer(rests.length * BYTES_EACH);
  new Uint32Array(bytes, 0, rests.length).set(rests);
  new Uint16Array(bytes, rests.byteLength).set(buckets);
  return { version: SEGMENT_VERSION, checksum: createChecksum(bytes), bytes };
}

/** `undefined` for a record of another version or one that is not as it was written: rebuild it from the rows. */
export function decodeSegment({ version, checksum, bytes }: SegmentRecord): Segment | undefined {
  if (version !== SEGMENT_VERSION || bytes.byteLength % BYTES_EACH !== 0) return undefined;
  if (createChecksum(bytes) !== checksum) return undefined;
  const count = bytes.byteLength / BYTES_EACH;
  const rests = new Uint32Array(bytes, 0, count);
  return { rests, buckets: new Uint16Array(bytes, rests.byteLength) };
}

/** FNV-1a over 32-bit words, the tail over 16-bit ones: finds what a disk does to bytes, not what an enemy does. */
function createChecksum(bytes: ArrayBuffer): number {
  const words = new Uint32Array(bytes, 0, bytes.byteLength >>> 2);
  const tail = new Uint16Array(bytes, words.byteLength);
  let hash = 0x811c9dc5 ^ bytes.byteLength;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ (words[i] ?? 0), 0x01000193);
  for (const unit of tail) hash = Math.imul(hash ^ unit, 0x01000193);
  return hash >>> 0;
}
