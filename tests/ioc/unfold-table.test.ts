import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { unfoldTable } from '../../utils/ioc/unfold-table.ts';

test.each([',', ';', '|', '\t'])('a table with %j: a cell a line', (delimiter) => {
  const rows = [
    ['url', 'seen'],
    ['https://a.example/x.zip', 'mail'],
    ['https://b.example/', 'dns'],
  ];
  const text = rows.map((row) => row.join(delimiter)).join('\n');
  expect(unfoldTable(text)).toBe(rows.flat().join('\n'));
});

test('quotation marks keep a delimiter inside a cell', () => {
  expect(unfoldTable('url,n\r\n"https://a.example/x,y",1\r\n"say ""a""",2\r\n')).toBe(
    'url\nn\r\nhttps://a.example/x,y\n1\r\nsay "a"\n2\r\n',
  );
});

test.each([
  'https://a.example/x,y',
  'https://a.example/x,y\nb.example\nc.example',
  'He said, once, that it was so.\nThen nothing,\nand then, after all, more.',
  '',
])('no table, nothing done: %j', (text) => {
  expect(unfoldTable(text)).toBe(text);
});

test('every cell of what a foreign writer wrote is there', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '.', ',', '"', ' ') });
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(table, (rows) => {
      const text = Papa.unparse(
        rows.map((row) => row.map((value) => `x${value}`)),
        { newline: '\n' },
      );
      expect(unfoldTable(text)).toBe(rows.flatMap((row) => row.map((value) => `x${value}`)).join('\n'));
    }),
  );
});
