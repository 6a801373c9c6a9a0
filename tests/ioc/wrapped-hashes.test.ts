import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guessWrappedHashes, joinWrappedHashes } from '../../utils/ioc/wrapped-hashes.ts';

const hash = (name: 'md5' | 'sha1' | 'sha256', text: string) => createHash(name).update(text).digest('hex');
const [md5, sha1, sha256] = [hash('md5', 'a'), hash('sha1', 'a'), hash('sha256', 'a')];
const broken = (text: string, ...at: readonly number[]) =>
  [0, ...at].map((from, index) => text.slice(from, at[index])).join('\n');

test.each([
  ['a SHA-256 over two lines', `SHA-256 ${broken(sha256, 44)} seen`, `SHA-256 ${sha256} seen`],
  ['over three', broken(sha256, 24, 48), sha256],
  ['with blanks and a carriage return at the break', broken(sha256, 44).replace('\n', ' \r\n\t'), sha256],
  ['in capitals', broken(sha1.toUpperCase(), 30), sha1.toUpperCase()],
  [
    'several of them, one below the other',
    `${broken(sha256, 44)}\n${broken(sha256, 44)}`,
    `${sha256}\n${sha256}`,
  ],
  ['below whole ones', `${md5}\n${sha1}\n${broken(sha256, 50)}`, `${md5}\n${sha1}\n${sha256}`],
  ['after a word of the same letters', `added\n${broken(sha256, 44)}`, `added\n${sha256}`],
  ['before one', `${broken(sha256, 44)}\nbad`, `${sha256}\nbad`],
])('a broken hash is made whole: %s', (_, text, whole) => {
  expect(joinWrappedHashes(text)).toBe(whole);
});

test.each([
  ['a list of whole ones', `${md5}\n${sha1}\n${sha256}`],
  ['two MD5s, which may be a SHA-256', `${md5}\n${md5}`],
  ['an MD5, and a file named in hexadecimal', `${md5}\nA0029670.dll`],
  ['digits before numbered lines', `${md5.slice(0, 29)}\n044: more`],
  ['a SHA-1, or the larger part of a SHA-256', broken(sha256, 40)],
  ['dates', '20260101\n20260102\n20260103\n20260104'],
  ['words in hexadecimal', 'deadbeef\ncafe0123\n8badf00d\n0defaced'],
  ['two 64-bit numbers', '9f86d081884c7d65\n9a2feaa0c55ad015'],
  ['what belongs to a word', `x${broken(sha256, 44)}`],
  ['an empty line between', broken(sha256, 44).replace('\n', '\n\n')],
  ['too many digits', `${sha256}\n${sha256.slice(0, 20)}`],
])('lines stay as they are: %s', (_, text) => {
  expect(joinWrappedHashes(text)).toBe(text);
});

test('what only the archive can tell is a guess', () => {
  expect(guessWrappedHashes(`${md5}\n${md5.toUpperCase()}\n\n${broken(sha1, 8)}`)).toEqual([md5 + md5, sha1]);
  expect(guessWrappedHashes(broken(sha256, 40))).toEqual([sha256]);
  expect(guessWrappedHashes(`${sha1}\n${sha256}\nnothing`)).toEqual([]);
});

test('wherever a hash is broken, it is guessed', () => {
  const prose = fc.constantFrom('', 'the file ', 'added ', 'SHA-256: ');
  fc.assert(
    fc.property(
      fc.constantFrom(md5, sha1, sha256),
      // Offsets of the breaks: lines between two of them have eight digits at least.
      fc.constantFrom([1], [31], [8, 16], [3, 11, 20], [1, 9, 17, 25]),
      prose,
      prose,
      (whole, at, before, after) => {
        const text = `${before}${broken(whole, ...at)}\n${after}`;
        expect(guessWrappedHashes(text)).toContain(whole);
      },
    ),
    { seed: 1 },
  );
});

test('nothing but ends of lines is ever taken out', () => {
  const line = fc.oneof(
    fc.constantFrom(md5, sha1, sha256, broken(sha256, 44), broken(sha1, 33), 'added', '', 'x'),
    fc.string({ unit: fc.constantFrom(...'0f9a \n\t\rg') }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const text = lines.join('\n');
      expect(joinWrappedHashes(text).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
    { seed: 2, numRuns: 500 },
  );
});

test.each(['a\n', `${'0f'.repeat(16)}\n`, ' \n', 'a \n\t', 'aaaaaaaa', '\n'])(
  '1 MB of %j end without a deep stack',
  (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    expect(joinWrappedHashes(text)).toBe(text);
    guessWrappedHashes(text);
  },
);
