import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFingerprint } from '../../utils/match/fingerprint.ts';
import { createSievedIndex } from '../../utils/match/key-index.ts';
import { createSegment } from '../../utils/match/segment.ts';
import { createSieve, decodeSieve, encodeSieve } from '../../utils/match/sieve.ts';

/** Few buckets and few rests, and any at all. */
const fingerprint = fc.oneof(
  fc
    .tuple(fc.constantFrom(0, 1, 0xffff), fc.constantFrom(0, 1, 2, 0x8000_0000, 0xffff_ffff))
    .map(([bucket, rest]) => bucket * 0x1_0000_0000 + rest),
  fc.nat({ max: 2 ** 48 - 1 }),
);
const list = fc.array(fingerprint, { maxLength: 60 });

const createKeys = (kind: string, count: number) =>
  Array.from({ length: count }, (_, i) => `domain:${kind}${i}.example`);

test('all that was put in passes, whether at first or later, full or not, before and after storing', () => {
  fc.assert(
    fc.property(fc.array(list), fc.array(list), (first, later) => {
      const sieve = createSieve(first.map(createSegment));
      for (const each of later) sieve.add(createSegment(each));
      const again = decodeSieve(encodeSieve(sieve, [3, 1]));
      expect(again?.covered).toEqual(new Set([1, 3]));
      for (const one of [...first, ...later].flat()) {
        expect(sieve.mayHold(one)).toBe(true);
        expect(again?.sieve.mayHold(one)).toBe(true);
      }
    }),
  );
});

test('an empty sieve lets nothing pass', () => {
  fc.assert(fc.property(fingerprint, (one) => !createSieve([]).mayHold(one)));
});

test('of strangers a new sieve lets 6.1 % pass and a full one 12.5 %, at six bits a fingerprint and less', () => {
  const sieve = createSieve([createSegment(createKeys('held', 50_000).map(createFingerprint))]);
  const strangers = createKeys('strange', 100_000).map(createFingerprint);
  const findShare = () => strangers.filter(sieve.mayHold).length / strangers.length;
  expect(sieve.words.byteLength).toBe(37_500);
  expect(findShare()).toBeGreaterThan(0.058);
  expect(findShare()).toBeLessThan(0.064);
  let more = 0;
  for (; !sieve.isFull(); more += 500)
    sieve.add(createSegment(createKeys(`more${more}-`, 500).map(createFingerprint)));
  expect(more / 50_000).toBeGreaterThan(0.36);
  expect(more / 50_000).toBeLessThan(0.41);
  expect(findShare()).toBeGreaterThan(0.12);
  expect(findShare()).toBeLessThan(0.13);
});

test('what is in it already does not fill it', () => {
  const segment = createSegment(createKeys('held', 1000).map(createFingerprint));
  const sieve = createSieve([segment]);
  const before = sieve.words.slice();
  for (let i = 0; i < 20; i++) sieve.add(segment);
  expect(sieve.words).toEqual(before);
  expect(sieve.isFull()).toBe(false);
});

test('a stored sieve is refused when a byte of it, what it covers, or its version is another', () => {
  fc.assert(
    fc.property(
      list,
      fc.array(fc.nat({ max: 9 }), { minLength: 1 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (fingerprints, covered, at, flip) => {
        const record = encodeSieve(createSieve([createSegment(fingerprints)]), covered);
        expect(decodeSieve({ ...record, version: record.version + 1 })).toBeUndefined();
        expect(decodeSieve({ ...record, covered: Uint32Array.of(...covered, 10) })).toBeUndefined();
        expect(decodeSieve({ ...record, covered: record.covered.slice(1) })).toBeUndefined();
        expect(decodeSieve({ ...record, bytes: new ArrayBuffer(0) })).toBeUndefined();
        expect(decodeSieve({ ...record, bytes: record.bytes.slice(1) })).toBeUndefined();
        const bytes = new Uint8Array(record.bytes);
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ flip;
        expect(decodeSieve(record)).toBeUndefined();
      },
    ),
  );
});

test('an index answers for what a sieve stands for, for the segments beside it, and for newcomers', () => {
  const [sieved, beside, newcomers] = ['s', 'b', 'n'].map((kind) => createKeys(kind, 2000)) as [
    string[],
    string[],
    string[],
  ];
  const segmentOf = (keys: readonly string[]) => createSegment(keys.map(createFingerprint));
  const index = createSievedIndex(createSieve([segmentOf(sieved)]), [segmentOf(beside)]);
  index.add(segmentOf(newcomers));
  expect([...sieved, ...beside, ...newcomers].every(index.mayHold)).toBe(true);
  // Three times as many as it was made for: it is more than full, and still far from letting all pass.
  expect(createKeys('strange', 2000).filter(index.mayHold).length).toBeLessThan(1000);
});
