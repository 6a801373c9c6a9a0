import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalKey } from '../../utils/ioc/canonical.ts';
import { findCandidates } from '../../utils/ioc/find-candidates.ts';
import { INDICATOR_KINDS, parseKey } from '../../utils/ioc/indicator.ts';
import { written } from './written-indicators.ts';

// fast-check prints the seed of every failure; SEED replays it, RUNS digs deeper.
const seed = Number(process.env['SEED'] ?? Date.now());
const options = { seed, numRuns: Number(process.env['RUNS'] ?? 1500) };

const surroundings = fc.constantFrom(
  ['', ''],
  ['see ', ' for more'],
  ['(', ')'],
  ['"', '"'],
  ['“', '”'],
  ['`', '`'],
  ['<', '>'],
  ['C2: ', '.'],
  ['C2: ', ', then'],
  ['- ', ';'],
  ['| ', ' |'],
  ['\t', '\n'],
  ['[', ']'],
  ['**', '**'],
  ["'", "'"],
  ['域名：', '。'],
  ['=', '!'],
);

test('whatever the mixture of forms, the same key comes out, at exactly the place', () => {
  fc.assert(
    fc.property(written, surroundings, ({ kind, value, written: form }, [before = '', after = '']) => {
      const text = before + form + after;
      const key = canonicalKey(kind, value);
      const hits = findCandidates(text).filter((found) => found.key === key);
      const places = hits.map(({ start, end }) => text.slice(start, end));
      expect(places, JSON.stringify(text)).toContain(form);
      expect(hits.map(({ start }) => start)).toContain(before.length);
    }),
    options,
  );
});

test('several in one text are all found, in order', () => {
  fc.assert(
    fc.property(fc.array(written, { minLength: 2, maxLength: 6 }), (many) => {
      const text = many.map(({ written: form }) => form).join(', ');
      const keys = new Set(findCandidates(text).map(({ key }) => key));
      for (const { kind, value } of many) expect(keys, text).toContain(canonicalKey(kind, value));
    }),
    { ...options, numRuns: 300 },
  );
});

const pieces = fc.constantFrom(
  ...'.:/[](){}<>@%#?&=\\_- \n\t\u00a0\u00ad\u200b\ufeff\u3002\uff0e\uff1a\uff0f—é例.💩\ud800',
  ...[
    'http',
    'hxxp',
    '://',
    'dot',
    ' dot ',
    '[.]',
    'xn--',
    'a',
    'b.com',
    '1.2.3.4',
    '::1',
    'f'.repeat(32),
    '0x',
  ],
);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 120 })
    .map((codes) => String.fromCharCode(...codes)),
);

test('any text: never throws, places lie inside it, keys are canonical, order and nesting hold', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const found = findCandidates(text);
      found.forEach((candidate, index) => {
        const { kind, value, key, start, end } = candidate;
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(INDICATOR_KINDS).toContain(kind);
        expect(parseKey(key)).toEqual({ kind, value });
        expect(canonicalKey(kind, value), `${kind} ${JSON.stringify(text)}`).toBe(key);
        const before = found[index - 1];
        if (before === undefined) return;
        const isInOrder = before.start < start || (before.start === start && before.end >= end);
        expect(isInOrder).toBe(true);
        expect([before.key, before.start, before.end]).not.toEqual([key, start, end]);
      });
      expect(findCandidates(text)).toEqual(found);
    }),
    { ...options, numRuns: 4000 },
  );
});

test('what stands around white space changes nothing', () => {
  fc.assert(
    fc.property(texts, texts, (left, right) => {
      const alone = findCandidates(right).map(({ key, start, end }) => [key, start, end]);
      const offset = left.length + 4;
      const together = findCandidates(`${left} \n\n ${right}`).filter(({ start }) => start >= offset);
      expect(together.map(({ key, start, end }) => [key, start - offset, end - offset])).toEqual(alone);
    }),
    { ...options, numRuns: 1000, examples: [['', '[ dot [.}xn--']] },
  );
});

test('a chain of labels reads the same by itself, where its reading is short, and in quotes', () => {
  const label = fc.constantFrom('', ...'a B evil Then com exe 7 203 x_y -z xn--p1ai'.split(' '));
  const chains = fc
    .tuple(fc.array(label, { minLength: 1, maxLength: 6 }), fc.constantFrom('', '()', '('))
    .map(([labels, end]) => labels.join('.') + end);
  fc.assert(
    fc.property(chains, (chain) => {
      const inQuotes = findCandidates(`"${chain}"`);
      const moved = inQuotes.map((found) => ({ ...found, start: found.start - 1, end: found.end - 1 }));
      expect(findCandidates(chain), chain).toEqual(moved);
    }),
    options,
  );
});
