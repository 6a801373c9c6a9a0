import { createChecksum } from './checksum.ts';
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

/** `undefined` when one of them is damaged or of another version. */
export function decodeSegments(records: readonly SegmentRecord[]): readonly Segment[] | undefined {
  const segments = records.map(decodeSegment).filter((segment) => segment !== undefined);
  return segments.length === records.length ? segments : undefined;
}
