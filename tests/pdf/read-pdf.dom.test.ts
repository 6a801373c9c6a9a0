import { expect, test, vi } from 'vitest';
import { listHashesOfCells } from '../../utils/ioc/wrapped-hashes.ts';
import { readPdf } from '../../utils/pdf/read-pdf.ts';
import { type MadePage, makePdf } from '../support/make-pdf.ts';

function read(bytes: Uint8Array<ArrayBuffer>, deps: Partial<Parameters<typeof readPdf>[1]> = {}) {
  return readPdf(bytes.buffer, {
    cmapsUrl: new URL('/node_modules/pdfjs-dist/cmaps/', location.href).href,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...deps,
  });
}

const PAGES: readonly MadePage[] = [
  { lines: ['See hxxps://evil[.]example/a', 'and 203[.]0[.]113[.]7'], link: 'https://linked.example/x' },
  { lines: [] },
  { lines: ['The end'] },
];

test('a PDF is read page by page, line by line', async () => {
  const onProgress = vi.fn();
  expect(await read(makePdf(PAGES), { onProgress })).toEqual({
    ok: true,
    value: {
      pages: ['See hxxps://evil[.]example/a\nand 203[.]0[.]113[.]7', '', 'The end'],
      cells: ['See hxxps://evil[.]example/a\nand 203[.]0[.]113[.]7', '', ''],
      links: ['https://linked.example/x'],
      blank: 1,
      bare: 0,
      unread: 0,
    },
  });
  expect(onProgress.mock.calls.map(([share]) => share)).toEqual([1 / 3, 2 / 3, 1]);
});

test('a PDF that has lost its table of contents is mended', async () => {
  const whole = new TextDecoder().decode(makePdf(PAGES));
  const astray = whole.replace(/startxref\n\d+/, 'startxref\n7').replace(/xref\n0/, 'xxxx\n0');
  const result = await read(new TextEncoder().encode(astray));
  expect(result).toMatchObject({
    ok: true,
    value: { pages: [expect.stringContaining('evil'), '', 'The end'] },
  });
});

test('what cannot be opened is told apart', async () => {
  expect(await read(makePdf(PAGES, { isLocked: true }))).toEqual({ ok: false, error: 'locked' });
  expect(await read(new TextEncoder().encode('%PDF-1.7\nnothing more'))).toEqual({
    ok: false,
    error: 'damaged',
  });
});

test('a reading that is cancelled ends at once', async () => {
  const stop = new AbortController();
  const reading = read(makePdf(PAGES), {
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('enough')),
  });
  await expect(reading).rejects.toThrow('enough');
});

const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const md5 = '900150983cd24fb0d6963f7d28e17f72';

test('a cell that the file goes through row by row is put together again', async () => {
  const [first, second, third] = [sha256.slice(0, 27), sha256.slice(27, 54), sha256.slice(54)];
  const row = (base: number, hash: string, name: string) =>
    [
      [40, base, hash],
      [300, base, name],
    ] as const;
  const placed = [
    ...row(700, first, 'dropper.exe'),
    ...row(688, second, 'in a folder of'),
    ...row(676, third, 'its own'),
    ...row(640, md5, 'loader.dll'),
    ...row(628, md5.toUpperCase(), 'loader.exe'),
  ];
  const result = await read(makePdf([{ lines: [], placed }]));
  const [cells = ''] = result.ok ? result.value.cells : [];
  expect(cells.split('\n\n')).toContain(`${first}\n${second}\n${third}`);
  expect(listHashesOfCells(cells)).toEqual([sha256]);
});

test('a hash that blanks are in which nobody sees, or that is spaced out, is whole', async () => {
  const half = sha256.slice(0, 30);
  // A blank of 0.278 em, all but taken back; and one that is seen.
  const squeezed = `BT /F1 10 Tf 40 600 Td [(${half} ) 210 (${sha256.slice(30)})] TJ ET`;
  const seen = `BT /F1 10 Tf 40 500 Td (${half} ${sha256.slice(30)}) Tj ET`;
  const spaced = `BT /F1 10 Tf 3 Tc 40 400 Td (${md5}) Tj ET`;
  const drawn = [squeezed, seen, spaced].join(' ');
  const result = await read(makePdf([{ lines: ['Hashes'], drawn }]));
  expect(result.ok && result.value.pages).toEqual([`Hashes\n${sha256}\n${half} ${sha256.slice(30)}\n${md5}`]);
});
