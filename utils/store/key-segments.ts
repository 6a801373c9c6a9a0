import { createFingerprint } from '../match/fingerprint.ts';
import { createFingerprintTable } from '../match/fingerprint-table.ts';
import { createSegment, decodeSegment, encodeSegment, type Segment } from '../match/segment.ts';
import { appendRecord, type LevelKind } from './levels.ts';
import type { StoredNotification, Totals, WriteTransaction } from './schema.ts';

const FINGERPRINT_BYTES = 6;

const SEGMENTS: LevelKind<'segments'> = {
  store: 'segments',
  count: ({ bytes }) => bytes.byteLength / FINGERPRINT_BYTES,
  merge(records) {
    const segments = decodeAll(records);
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

/** Keeps the segment in the transaction of its rows. */
export async function appendSegment(tx: WriteTransaction, totals: Totals, segment: Segment): Promise<void> {
  if (segment.rests.length === 0) return;
  const nextNumber = () => totals.nextSegment++;
  await appendRecord(tx.objectStore('segments'), SEGMENTS, encodeSegment(segment), nextNumber);
}

/** `undefined` when one of them is damaged or of another version. */
export function decodeAll(
  records: readonly Parameters<typeof decodeSegment>[0][],
): readonly Segment[] | undefined {
  const segments = records.map(decodeSegment).filter((segment) => segment !== undefined);
  return segments.length === records.length ? segments : undefined;
}
