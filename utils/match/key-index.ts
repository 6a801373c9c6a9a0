import { createFingerprint } from './fingerprint.ts';
import { createFingerprintTable } from './fingerprint-table.ts';
import { createSegment, listFingerprints, type Segment } from './segment.ts';
import type { Sieve } from './sieve.ts';

/** Newcomers beyond this many are sorted into a table: a Set of numbers costs ten times the memory. */
const NEWCOMERS = 0x8000;
/** Each is looked into: more are made one. */
const MOST_TABLES = 4;

/**
 * Which keys the archive may hold, in memory. Never wrong about a key that it holds; wrong about one that it does not
 * hold only for a fingerprint shared by chance or a row deleted since the last rebuild: verify every hit on the rows.
 */
export interface KeyIndex {
  mayHold(key: string): boolean;
  add(segment: Segment): void;
}

export function createKeyIndex(segments: readonly Segment[]): KeyIndex {
  const isLarge = ({ rests }: Segment) => rests.length >= NEWCOMERS;
  let tables = [
    // Merged ones, in order: they serve as they are.
    ...segments.filter(isLarge).map((segment) => createFingerprintTable([segment])),
    createFingerprintTable(segments.filter((segment) => !isLarge(segment))),
  ];
  let newcomers = new Set<number>();
  unite();

  function unite(): void {
    if (tables.length <= MOST_TABLES) return;
    tables = [createFingerprintTable(tables.map((table) => table.toSegment()))];
  }

  return {
    mayHold(key) {
      const fingerprint = createFingerprint(key);
      return tables.some((table) => table.has(fingerprint)) || newcomers.has(fingerprint);
    },
    add(segment) {
      if (newcomers.size + segment.rests.length <= NEWCOMERS) {
        for (const fingerprint of listFingerprints(segment)) newcomers.add(fingerprint);
        return;
      }
      tables.push(createFingerprintTable([createSegment(newcomers), segment]));
      newcomers = new Set();
      unite();
    },
  };
}

/**
 * The same of what `sieve` stands for and of `segments`, which it takes in: it lets up to one stranger in eight pass, and a
 * worker that wakes has no table to build.
 */
export function createSievedIndex(sieve: Sieve, segments: readonly Segment[]): KeyIndex {
  for (const segment of segments) sieve.add(segment);
  return { mayHold: (key) => sieve.mayHold(createFingerprint(key)), add: sieve.add };
}
