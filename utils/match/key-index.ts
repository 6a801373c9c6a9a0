import { createFingerprint } from './fingerprint.ts';
import { createFingerprintTable } from './fingerprint-table.ts';
import { createSegment, listFingerprints, type Segment } from './segment.ts';

/** Newcomers beyond this many are sorted into the table: a Set of numbers costs ten times the memory. */
const NEWCOMERS = 0x8000;

/**
 * Which keys the archive may hold, in memory. Never wrong about a key that it holds; wrong about one that it does not
 * hold only for a fingerprint shared by chance or a row deleted since the last rebuild: verify every hit on the rows.
 */
export interface KeyIndex {
  readonly size: number;
  mayHold(key: string): boolean;
  add(segment: Segment): void;
}

export function createKeyIndex(segments: readonly Segment[]): KeyIndex {
  let table = createFingerprintTable(segments);
  let newcomers = new Set<number>();

  function fold(added: readonly Segment[]): void {
    table = createFingerprintTable([table.toSegment(), createSegment(newcomers), ...added]);
    newcomers = new Set();
  }

  return {
    get size() {
      return table.size + newcomers.size;
    },
    mayHold(key) {
      const fingerprint = createFingerprint(key);
      return table.has(fingerprint) || newcomers.has(fingerprint);
    },
    add(segment) {
      if (newcomers.size + segment.rests.length > NEWCOMERS) {
        fold([segment]);
        return;
      }
      for (const fingerprint of listFingerprints(segment)) newcomers.add(fingerprint);
    },
  };
}
