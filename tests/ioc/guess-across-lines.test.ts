import { expect, test } from 'vitest';
import { guessAcrossLines } from '../../utils/ioc/guess-across-lines.ts';

const guess = (text: string) => [...guessAcrossLines(text)];

test.each([
  ['a URL', 'see hxxp://evil[.]example/a/long/\npath.bin.', 'url:http://evil.example/a/long/path.bin'],
  ['over three lines', 'hxxp://evil[.]example/a/\nlong/\npath', 'url:http://evil.example/a/long/path'],
  ['a domain', 'from evil[.]exa \n  mple and', 'domain:evil.example'],
  ['before its dot', 'evil\n[.]example', 'domain:evil.example'],
  ['an address', '203.0.\r\n113.7', 'ipv4:203.0.113.7'],
  ['an MD5', '900150983cd24fb0d696\n3f7d28e17f72', 'md5:900150983cd24fb0d6963f7d28e17f72'],
])('%s that the end of a line breaks', (_, text, key) => {
  expect(guess(text)).toContain(key);
});

test.each([
  ['words', 'and then\nit went'],
  ['an empty line between', 'hxxp://evil[.]example/\n\npath'],
  ['nothing goes over the edge', 'evil.example,\n203.0.113.7'],
])('no guess: %s', (_, text) => {
  expect(guess(text)).toEqual([]);
});

test.each(['a.b\n', '\n', ' \n', 'http://a.b/', '.\n/'])('1 MB of %j end', (piece) => {
  expect(guessAcrossLines(piece.repeat(1_000_000 / piece.length)).size).toBeLessThan(10);
});
