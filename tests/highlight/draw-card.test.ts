import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrap } from '../../utils/highlight/draw-card.ts';

/** Every UTF-16 unit one pixel wide. */
const measure = (text: string) => text.length;

test('what fits stays on one line', () => {
  expect(wrap(measure, 'Hunt_A', 10, 2)).toEqual(['Hunt_A']);
  expect(wrap(measure, '', 10, 2)).toEqual(['']);
});

test('breaks after a space in the second half of a line, else anywhere, and says that there is more', () => {
  expect(wrap(measure, 'two words only', 10, 2)).toEqual(['two words ', 'only']);
  expect(wrap(measure, '0123456789abcdef', 10, 2)).toEqual(['0123456789', 'abcdef']);
  expect(wrap(measure, '0123456789abcdef', 10, 1)).toEqual(['012345678…']);
});

test('never cuts within a character, however many marks are on it', () => {
  expect(wrap(measure, `abc${'\u{1f9ea}'.repeat(9)}`, 5, 1)).toEqual(['abc…']);
  expect(wrap(measure, `ae\u0301\u0302\u0303 and more`, 4, 1)).toEqual(['a…']);
});

test('any text: lines fit, nothing but the end is lost, no half character', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })),
      fc.nat(20),
      fc.integer({ min: 1, max: 3 }),
      (text, room, most) => {
        const lines = wrap(measure, text, room + 4, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        const joined = lines.join('');
        expect(text.startsWith(joined.replace(/…$/, '')) || text === joined).toBe(true);
        expect(joined.isWellFormed()).toBe(text.isWellFormed());
        for (const line of lines.slice(0, -1)) expect(line).not.toBe('');
      },
    ),
  );
});
