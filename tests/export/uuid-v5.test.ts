import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha1 } from '../../utils/export/sha1.ts';
import { createUuidV5 } from '../../utils/export/uuid-v5.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('the examples of FIPS 180', () => {
  const encode = (text: string) => new TextEncoder().encode(text);
  expect(hex(sha1(encode('abc')))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
  expect(hex(sha1(encode('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')))).toBe(
    '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
  );
});

test('every length around the block boundaries, and any bytes, as Node has it', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = new Uint8Array(length).fill(length);
    expect(hex(sha1(bytes))).toBe(createHash('sha1').update(bytes).digest('hex'));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => {
      expect(hex(sha1(bytes))).toBe(createHash('sha1').update(bytes).digest('hex'));
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('the example of RFC 9562, A.4', () => {
  const dnsNamespace = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  expect(createUuidV5('www.example.com', dnsNamespace)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('our namespace never changes: ids in the field depend on it', () => {
  expect(createUuidV5('huntlight')).toBe('0a099b5a-7154-5967-99bb-7c1e337e2603');
});
