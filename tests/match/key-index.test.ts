import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFingerprint } from '../../utils/match/fingerprint.ts';
import { createFingerprintTable } from '../../utils/match/fingerprint-table.ts';
import { createKeyIndex } from '../../utils/match/key-index.ts';
import { createSegment, decodeSegment, encodeSegment, listFingerprints } from '../../utils/match/segment.ts';

/** Few buckets and few rests, so that buckets fill and duplicates abound. */
const fingerprint = fc
  .tuple(fc.constantFrom(0, 1, 2, 0xfffe, 0xffff), fc.oneof(fc.nat({ max: 9 }), fc.constant(0xffff_ffff)))
  .map(([bucket, rest]) => bucket * 0x1_0000_0000 + rest);

test('a table of any segments holds what a Set of their fingerprints holds, each once', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fingerprint)), fc.array(fingerprint), (lists, questions) => {
      const oracle = new Set(lists.flat());
      const table = createFingerprintTable(lists.map(createSegment));
      for (const question of [...questions, ...oracle])
        expect(table.has(question)).toBe(oracle.has(question));
      expect(table.size).toBe(oracle.size);
      const listed = [...listFingerprints(table.toSegment())];
      expect(listed.toSorted((a, b) => a - b)).toEqual([...oracle].toSorted((a, b) => a - b));
      const again = createFingerprintTable([table.toSegment()]);
      expect(again.toSegment()).toEqual(table.toSegment());
      expect(again.toSegment().rests, 'no copy of what is in order').toBe(table.toSegment().rests);
      for (const question of [...questions, ...oracle])
        expect(again.has(question)).toBe(oracle.has(question));
    }),
  );
});

test('a segment reads back as written, and not at all when a byte of it, or its version, is another', () => {
  fc.assert(
    fc.property(
      fc.array(fingerprint, { minLength: 1 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (list, at, flip) => {
        const segment = createSegment(list);
        const record = encodeSegment(segment);
        expect(decodeSegment(record)).toEqual(segment);
        expect(decodeSegment({ ...record, version: record.version + 1 })).toBeUndefined();
        const bytes = new Uint8Array(record.bytes);
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ flip;
        expect(decodeSegment(record)).toBeUndefined();
        expect(decodeSegment({ ...record, bytes: record.bytes.slice(6) })).toBeUndefined();
      },
    ),
  );
});

test('an index that grows segment by segment answers as a Set of all its keys', () => {
  const key = fc
    .tuple(fc.constantFrom('domain', 'md5'), fc.nat({ max: 500 }))
    .map(([kind, n]) => `${kind}:${n}`);
  fc.assert(
    fc.property(
      fc.array(fc.array(key)),
      fc.array(fc.array(key)),
      fc.array(key),
      (before, after, questions) => {
        const index = createKeyIndex(before.map((keys) => createSegment(keys.map(createFingerprint))));
        for (const keys of after) index.add(createSegment(keys.map(createFingerprint)));
        const oracle = new Set([...before, ...after].flat());
        for (const question of [...questions, ...oracle])
          expect(index.mayHold(question)).toBe(oracle.has(question));
      },
    ),
  );
});

test('many newcomers are sorted in and none is lost', () => {
  const keys = Array.from({ length: 100_000 }, (_, i) => `domain:${i}.example`);
  const index = createKeyIndex([]);
  for (let i = 0; i < keys.length; i += 1000)
    index.add(createSegment(keys.slice(i, i + 1000).map(createFingerprint)));
  expect(keys.every((key) => index.mayHold(key))).toBe(true);
  expect(keys.filter((key) => index.mayHold(`x${key}`))).toEqual([]);
});

test('fingerprints spread keys that differ in one character over buckets and rests', () => {
  const keys = Array.from({ length: 65_536 }, (_, i) => `ipv4:198.51.${i >> 8}.${i & 255}`);
  const fingerprints = keys.map(createFingerprint);
  expect(new Set(fingerprints).size).toBe(keys.length);
  const filled = new Set(fingerprints.map((value) => Math.floor(value / 0x1_0000_0000)));
  // Thrown at random, 65,536 keys leave 1/e of 65,536 buckets empty.
  expect(filled.size / 65_536).toBeGreaterThan(0.62);
  expect(filled.size / 65_536).toBeLessThan(0.645);
});
