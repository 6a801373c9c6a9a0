import { expect, test } from 'vitest';
import { listHashesOfCells } from '../../utils/ioc/wrapped-hashes.ts';
import { layOut, type TextPiece } from '../../utils/pdf/lay-out.ts';

const md5 = '900150983cd24fb0d6963f7d28e17f72';
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** Of text ten high, each character of it five wide. */
const place = (str: string, left: number, base: number, hasEOL = true): TextPiece => ({
  str,
  hasEOL,
  width: str.length * 5,
  height: 10,
  transform: [10, 0, 0, 10, left, base],
});
const blank = (width: number): TextPiece => ({ ...place(' ', 0, 0, false), width, height: 0 });

/** Lines of a column at 40, each with a name beside it, row by row. */
function listRows(lines: readonly string[], step: number): readonly TextPiece[] {
  return lines.flatMap((line, index) => {
    const base = 700 - index * step;
    return [place(line, 40, base, false), blank(90), place('name.example', 450, base)];
  });
}
const readHashes = (lines: readonly string[], step = 12) =>
  listHashesOfCells(layOut(listRows(lines, step)).cells);

test.each([
  ['over two lines', [sha256.slice(0, 44), sha256.slice(44)]],
  ['over six narrow ones', [0, 12, 24, 36, 48, 60].map((from) => sha256.slice(from, from + 12))],
  ['below a longer heading', ['What the loader is known by, SHA-256', sha256.slice(0, 34), sha256.slice(34)]],
])('a hash that the lines of a cell break is whole: %s', (_, lines) => {
  expect(readHashes(lines)).toEqual([sha256]);
});

test.each([
  ['two MD5s', [md5, md5], 12],
  ['rows further apart than lines', [sha256.slice(0, 44), sha256.slice(44)], 20],
  ['a line that does not fill its cell', [sha256.slice(0, 20), sha256.slice(20, 50), sha256.slice(50)], 12],
  ['words of the same letters', ['deadbeef', 'cafe0123', '8badf00d', '0defaced'], 12],
] as const)('cells stay apart: %s', (_, lines, step) => {
  expect(readHashes(lines, step)).toEqual([]);
});

test('only what has the length of a hash is joined over a blank that nobody sees', () => {
  const read = (...texts: readonly string[]) =>
    layOut(texts.flatMap((text, at) => [...(at ? [blank(0.7)] : []), place(text, 40, 700, false)])).text;
  expect(read(md5.slice(0, 9), md5.slice(9))).toBe(md5);
  expect(read(md5.slice(0, 9), md5.slice(10))).toBe(`${md5.slice(0, 9)} ${md5.slice(10)}`);
  expect(read('evil.example', 'a')).toBe('evil.example a');
  expect(read([...md5].join(' '))).toBe(md5);
  const dump = md5.replace(/..(?=.)/g, '$& ');
  expect(read(dump)).toBe(dump);
});

test('odd numbers cost a cell, never the text', () => {
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, 1e308, -5, 'x'];
  for (const one of odd) {
    const transform = [10, 0, 0, 10, one, one];
    const pieces = ['abc', 'def'].map((str) => ({ ...place(str, 0, 0), transform, width: Number(one) }));
    expect(layOut(pieces).text).toBe('abc\ndef\n');
  }
  expect(layOut([{ ...place('abc', 0, 0), transform: [] }]).text).toBe('abc\n');
});

test.each(['a', ' ', '\u2009', 'a\u2009', 'a '])('50,000 pieces %j end', (str) => {
  const pieces = Array.from({ length: 50_000 }, (_, index) => place(str, 40, -index * 12, index % 2 === 0));
  expect(layOut(pieces).text.length).toBeGreaterThan(25_000);
  layOut(Array.from({ length: 50_000 }, () => place(str, 40, 0, false)));
});
