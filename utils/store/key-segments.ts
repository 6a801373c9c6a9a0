import { createFingerprint } from '../match/fingerprint.ts';
import { createFingerprintTable } from '../match/fingerprint-table.ts';
import { createSegment, decodeSegments, encodeSegment, type Segment } from '../match/segment.ts';
import { appendRecord, type LevelKind } from './levels.ts';
import type { StoredNotification, Totals, WriteTransaction } from './schema.ts';
import { coverSegments, SIEVED_LEVEL } from './stored-sieve.ts';

const FINGERPRINT_BYTES = 6;

const SEGMENTS: LevelKind<'segments'> = {
  store: 'segments',
  count: ({ bytes }) => bytes.byteLength / FINGERPRINT_BYTES,
  merge(records) {
    const segments = decodeSegments(records);
    return segments && encodeSegment(createFingerprintTable(segments).toSegment());
  },
};

/** What stands in the index for "there is a URL on this host". */
export function createHostTerm(hostKey: string): string {
  return `host ${hostKey}`;
}

/** The fingerprints of all that `rows` can be found by. */
export function createRowSegment(rows: readonly StoredNotification[]): Segment {
  const fingerprints = new Set<number>();
  for (const { keyPlaces, hostPlaces = [] } of rows) {
    for (const [key] of keyPlaces) fingerprints.add(createFingerprint(key));
    for (const [host] of hostPlaces) fingerprints.add(createFingerprint(createHostTerm(host)));
  }
  return createSegment(fingerprints);
}

/**
 * Keeps the segment in the transaction of its rows, and the sieve level with what it becomes part of. Answers whether the
 * segments are damaged.
 */
export async function appendSegment(
  tx: WriteTransaction,
  totals: Totals,
  segment: Segment,
): Promise<boolean> {
  if (segment.rests.length === 0) return false;
  const record = encodeSegment(segment);
  const { level, isDamaged } = await appendRecord(tx.objectStore('segments'), SEGMENTS, record, totals);
  if (level >= SIEVED_LEVEL) await coverSegments(tx);
  return isDamaged;
}
