import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCandidates } from '../../utils/ioc/find-candidates.ts';
import { createMarks } from '../../utils/ioc/marks.ts';
import { createSuspects, type Suspect } from '../../utils/page/suspects.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

function listSuspects(text: string): readonly Suspect[] {
  const suspects = createSuspects(text, createMarks);
  const list: Suspect[] = [];
  for (let next = suspects.next(0); next.start < text.length; next = suspects.next(next.end)) list.push(next);
  return list;
}

test('a suspicious stretch goes from safe gap to safe gap', () => {
  const text = 'See evil [.] example or 10:30. The end. The v1.2.3 of a.example';
  expect(listSuspects(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'evil [.] example',
    'a.example',
  ]);
});

const SHARDS = [
  ...[
    '.',
    '. ',
    ' .',
    '[.]',
    ' [.] ',
    '(dot)',
    ' dot ',
    ':',
    '::',
    '://',
    '/',
    '//',
    '-',
    '_',
    '@',
    '\\',
    '[',
    ']',
  ],
  ...[
    'a',
    'evil',
    'example',
    'com',
    'hxxp',
    'https',
    '1',
    '203',
    '0',
    '113',
    'f',
    'db8',
    '2001',
    'v',
    'x.exe',
    ' ',
    '\n',
  ],
  ...[
    '\u200b',
    '\u00ad',
    '\u3002',
    '\uff0e',
    '\u8bbf',
    '9e107d9d372bb6826bd81d3542a419d6',
    'Next',
    '"',
    ',',
    '%2e',
  ],
];
const pieces = fc.array(
  fc.array(fc.constantFrom(...SHARDS), { maxLength: 10 }).map((shards) => shards.join('')),
  { maxLength: 6 },
);

test(`nothing that stands in one of the pieces of a text is left out (seed ${seed})`, () => {
  fc.assert(
    fc.property(pieces, (texts) => {
      const whole = texts.join('');
      const suspects = listSuspects(whole);
      let offset = 0;
      for (const text of texts) {
        for (const { start, end } of findCandidates(text)) {
          const isIn = suspects.some((s) => s.start <= offset + start && s.end >= offset + end);
          expect(isIn, JSON.stringify([text, text.slice(start, end), whole])).toBe(true);
        }
        offset += text.length;
      }
    }),
    { seed, numRuns: Number(process.env['RUNS'] ?? 5000) },
  );
});
