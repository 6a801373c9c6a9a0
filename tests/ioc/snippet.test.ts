import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hexByte, listMatches, parseSnippet, renderByte } from '../../utils/ioc/snippet.ts';

interface Row {
  readonly bytes: readonly number[];
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

const BEGIN = '*begin_highlight*';
const END = '*end_highlight*';

/** Writes a row the way VirusTotal does: markers in both columns, the space after the last marked pair inside. */
function writeRow({ bytes, marks }: Row): string {
  const starts = (index: number) => marks.some((mark) => mark.start === index);
  const ends = (index: number) => marks.some((mark) => mark.end === index + 1);
  let hex = '';
  let text = '';
  for (const [index, byte] of bytes.entries()) {
    const last = index === bytes.length - 1;
    hex += `${starts(index) ? BEGIN : ''}${hexByte(byte)}${last ? '' : ' '}${ends(index) ? END : ''}`;
    const shown = byte === 0x7f ? '\x7f' : renderByte(byte);
    text += `${starts(index) ? BEGIN : ''}${shown}${ends(index) ? END : ''}`;
  }
  return `${hex}  ${text}`;
}

const rowsOf = (text: string) => parseSnippet(text).groups.flat();

// Bytes with all that could mislead a reader: spaces, asterisks, hex digits, HTML, 0x7F.
const byte = fc.oneof(fc.nat(255), fc.constantFrom(0x20, 0x2a, 0x41, 0x30, 0x3c, 0x7f, 0x0a, 0x0d));
const row: fc.Arbitrary<Row> = fc
  .tuple(
    fc.array(byte, { minLength: 1, maxLength: 16 }),
    fc.uniqueArray(fc.nat(16), { maxLength: 6 }),
    fc.boolean(),
  )
  .map(([bytes, cuts]) => {
    const edges = cuts.filter((cut) => cut <= bytes.length).sort((a, b) => a - b);
    const marks = [];
    for (let index = 0; index + 1 < edges.length; index += 2)
      marks.push({ start: edges[index] ?? 0, end: edges[index + 1] ?? 0 });
    return { bytes, marks };
  });

describe('a written snippet reads back', () => {
  test('as the same bytes and marks, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.boolean(), (rows, cut) => {
        const text = rows.map(writeRow).join('\n') + (cut && rows.length > 0 ? '\n\n...' : '');
        const snippet = parseSnippet(text);
        expect(snippet.groups.flat()).toEqual(rows.map((each) => ({ kind: 'bytes', ...each })));
        expect(snippet.truncated).toBe(cut && rows.length > 0);
        expect(snippet.damaged).toBe(0);
      }),
    );
  });

  test('though the text column holds the marker words, double spaces or hex pairs', () => {
    const bytes = [...'  *end_highlight*'].slice(0, 16).map((char) => char.charCodeAt(0));
    const marks = [{ start: 3, end: 16 }];
    expect(rowsOf(writeRow({ bytes, marks }))).toEqual([{ kind: 'bytes', bytes, marks }]);
    const digits = [...'41 42 43 44 45 4'].map((char) => char.charCodeAt(0));
    expect(rowsOf(writeRow({ bytes: digits, marks: [] }))).toEqual([
      { kind: 'bytes', bytes: digits, marks: [] },
    ]);
  });

  test('from the published example', () => {
    const text = [
      'A0 00 6E DC 68 3A C3 06 4B 4C 5D 06 45 D0 4D E3  ..n.h:..KL].E.M.',
      "0D 00 6C 79 *begin_highlight*49 6E 43 *end_highlight*65 6C 6C 9B 30 0E 6E 17 27  ..ly*begin_highlight*InC*end_highlight*ell.0.n.'",
    ].join('\n');
    expect(rowsOf(text)[1]).toMatchObject({ marks: [{ start: 4, end: 7 }] });
    expect(listMatches(parseSnippet(text))).toEqual([[0x49, 0x6e, 0x43]]);
  });
});

describe('what is no hexdump', () => {
  const damaged: readonly string[] = [
    'no hexdump at all',
    '<img src=x onerror=alert(1)>',
    '...',
    '41 4',
    '41 42 4X 44  ABXD',
    `41 ${BEGIN}42 43  AB`,
    `41 42 ${END}43  ABC`,
    `${BEGIN}41 ${BEGIN}42${END}  AB`,
    `${BEGIN}${END}`,
    `${'41 '.repeat(16)}41  AAAAAAAAAAAAAAAAA`,
    '\u202e41 42  AB',
  ];

  test.each(damaged)('is kept as text and counted: %s', (line) => {
    const good = writeRow({ bytes: [1, 2, 3], marks: [{ start: 1, end: 2 }] });
    const snippet = parseSnippet(`${good}\n${line}\n${good}`);
    expect(snippet.groups.flat()[1]).toEqual({ kind: 'text', text: line });
    expect(snippet.damaged).toBe(1);
  });

  test('never throws and never loses a line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(BEGIN, END, '...', '41 42  AB', '')), {
          maxLength: 12,
        }),
        (parts) => {
          const text = parts.join('\n');
          const snippet = parseSnippet(text);
          const lines = text.split('\n').filter((line) => line !== '' && line !== '\r');
          expect(snippet.groups.flat().length + (snippet.truncated ? 1 : 0)).toBe(lines.length);
        },
      ),
    );
  });

  test('an empty snippet has no groups', () => {
    expect(parseSnippet('')).toEqual({ groups: [], truncated: false, damaged: 0 });
  });

  test('a very long line is one row', () => {
    expect(rowsOf(BEGIN.repeat(100_000))).toHaveLength(1);
    expect(rowsOf(`41 ${' '.repeat(1_000_000)}`)).toHaveLength(1);
  });
});

describe('groups', () => {
  const plain = writeRow({ bytes: [0], marks: [] });
  const marked = writeRow({ bytes: Array(16).fill(1), marks: [{ start: 0, end: 4 }] });
  const sizes = (shape: string) => {
    const lines = [...shape].map((char) => (char === '-' ? plain : char === '#' ? marked : ''));
    return parseSnippet(lines.join('\n')).groups.map((group) => group.length);
  };

  test.each([
    ['-#-', [3]],
    ['-#--#-', [3, 3]],
    ['#--##-', [2, 4]],
    ['-#-#-', [5]],
    ['-##-', [4]],
    ['---', [3]],
    ['-#- -#-', [3, 3]],
  ])('%s', (shape, expected) => {
    expect(sizes(shape)).toEqual(expected);
  });
});

describe('matches', () => {
  const full = (start: number, end: number): Row => ({
    bytes: Array.from({ length: 16 }, (_, index) => index),
    marks: [{ start, end }],
  });
  const matchesOf = (...rows: Row[]) => listMatches(parseSnippet(rows.map(writeRow).join('\n')));

  test('a match that crosses line ends is one', () => {
    expect(matchesOf(full(14, 16), full(0, 16), full(0, 2)).map((match) => match.length)).toEqual([20]);
  });

  test('one that ends at a line end is not joined with one further on', () => {
    expect(matchesOf(full(14, 16), full(1, 2)).map((match) => match.length)).toEqual([2, 1]);
  });

  test('several on a line stay apart', () => {
    const rows: Row = {
      bytes: full(0, 1).bytes,
      marks: [
        { start: 0, end: 2 },
        { start: 2, end: 5 },
      ],
    };
    expect(matchesOf(rows)).toEqual([
      [0, 1],
      [2, 3, 4],
    ]);
  });
});

test('a byte is drawn as itself only where it is printable ASCII', () => {
  for (let code = 0; code < 256; code += 1) {
    expect(renderByte(code)).toMatch(/^[\x20-\x7e]$/);
    if (code >= 0x20 && code < 0x7f) expect(renderByte(code).charCodeAt(0)).toBe(code);
    expect(Number.parseInt(hexByte(code), 16)).toBe(code);
  }
});
