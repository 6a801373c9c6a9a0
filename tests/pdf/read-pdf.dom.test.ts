import { expect, test, vi } from 'vitest';
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
      links: ['https://linked.example/x'],
      blank: 1,
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
