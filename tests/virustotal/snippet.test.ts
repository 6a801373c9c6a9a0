import { expect, test } from 'vitest';
import { createSnippet } from './snippet.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const LINE = '00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F';
const TEXT = '41 42 43 44 45 46 47 48 49 4A 4B 4C 4D 4E 4F 7F';

test('a match inside a line: both columns marked, the line before and after shown', () => {
  const snippet = createSnippet({
    bytes: bytes(LINE + LINE + TEXT + LINE + LINE),
    marked: [{ start: 36, end: 39 }],
  });
  expect(snippet.split('\n')).toEqual([
    `${LINE}  ................`,
    '41 42 43 44 *begin_highlight*45 46 47 *end_highlight*48 49 4A 4B 4C 4D 4E 4F 7F  ABCD*begin_highlight*EFG*end_highlight*HIJKLMNO\u007F',
    `${LINE}  ................`,
  ]);
});

test('a match over a line end is closed and opened again, without a space at the end', () => {
  const [first, second] = createSnippet({
    bytes: bytes(TEXT + TEXT),
    marked: [{ start: 14, end: 17 }],
  }).split('\n');
  expect(first).toBe(
    '41 42 43 44 45 46 47 48 49 4A 4B 4C 4D 4E *begin_highlight*4F 7F*end_highlight*  ABCDEFGHIJKLMN*begin_highlight*O\u007F*end_highlight*',
  );
  expect(second).toBe(
    '*begin_highlight*41 *end_highlight*42 43 44 45 46 47 48 49 4A 4B 4C 4D 4E 4F 7F  *begin_highlight*A*end_highlight*BCDEFGHIJKLMNO\u007F',
  );
});

test('groups follow one another; the last line is filled; too many lines are cut', () => {
  const short = createSnippet({ bytes: bytes('4D 5A'), marked: [{ start: 0, end: 2 }] });
  expect(short).toBe(
    `*begin_highlight*4D 5A *end_highlight*${Array.from({ length: 14 }, () => '00').join(' ')}  *begin_highlight*MZ*end_highlight*..............`,
  );
  const data = new Uint8Array(160);
  expect(
    createSnippet({
      bytes: data,
      marked: [
        { start: 20, end: 22 },
        { start: 100, end: 101 },
      ],
    }).split('\n'),
  ).toHaveLength(6);
  const long = createSnippet({ bytes: new Uint8Array(999), marked: [{ start: 0, end: 999 }] });
  expect(long.endsWith('\n\n...')).toBe(true);
  expect(long.split('\n')).toHaveLength(31);
});

test('a match outside the bytes is a mistake', () => {
  expect(() => createSnippet({ bytes: bytes('4D 5A'), marked: [{ start: 1, end: 3 }] })).toThrow(RangeError);
});
