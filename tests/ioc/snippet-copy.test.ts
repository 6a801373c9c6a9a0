import { expect, test } from 'vitest';
import { parseSnippet } from '../../utils/ioc/snippet.ts';
import { copySnippet } from '../../utils/ioc/snippet-copy.ts';

const HEAD = '63 6D 64 2E 65 78 65 20 2F 63 20 ';

test('each distinct match a line; a match over a line end is one', () => {
  const text = [
    `${HEAD}*begin_highlight*73 74 61 72 74*end_highlight*  cmd.exe /c *begin_highlight*start*end_highlight*`,
    '*begin_highlight*07 FF *end_highlight*20  *begin_highlight*..*end_highlight* ',
    '20  .',
    '20  .',
    '*begin_highlight*41 *end_highlight*20  *begin_highlight*A*end_highlight* ',
    '*begin_highlight*41 *end_highlight*20  *begin_highlight*A*end_highlight* ',
  ].join('\n');
  expect(copySnippet(parseSnippet(text))).toEqual({
    bytes: '73 74 61 72 74 07 FF\n41',
    text: 'start..\nA',
    yara: '{ 73 74 61 72 74 07 FF }\n{ 41 }',
  });
});

test('without marks it is the whole dump; without bytes nothing', () => {
  expect(copySnippet(parseSnippet('63 6D 64  cmd')).yara).toBe('{ 63 6D 64 }');
  expect(copySnippet(parseSnippet('<img src=x>\nno dump'))).toEqual({ bytes: '', text: '', yara: '' });
});
