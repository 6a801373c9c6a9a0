/** Bytes that a rule matched, `end` exclusive. */
export interface MarkedRange {
  readonly start: number;
  readonly end: number;
}

export interface SnippetDescription {
  readonly bytes: Uint8Array;
  readonly marked: readonly MarkedRange[];
}

const LINE_BYTES = 16;
const BEGIN = '*begin_highlight*';
const END = '*end_highlight*';
/** The longest captured snippet was cut after 29 lines. */
const MAX_LINES = 29;
const CUT = '\n\n...';

/**
 * A snippet as VirusTotal makes them (shape verified on captured ones): for every match the line before, its lines and
 * the line after, 16 bytes a line, aligned to the file; `HEX PAIRS  ascii`; markers in both columns; a match that
 * crosses a line end is closed and opened again; groups follow one another without a separator; long ones are cut.
 * The last line is filled with zero bytes: a shorter line has never been seen.
 */
export function createSnippet({ bytes, marked }: SnippetDescription): string {
  const lines: string[] = [];
  const lastLine = Math.max(0, Math.ceil(bytes.length / LINE_BYTES) - 1);
  for (const range of marked) {
    if (range.start < 0 || range.end <= range.start || range.end > bytes.length) {
      throw new RangeError(`no match at bytes ${range.start}-${range.end} of ${bytes.length}`);
    }
    const first = Math.max(0, Math.floor(range.start / LINE_BYTES) - 1);
    const last = Math.min(lastLine, Math.floor((range.end - 1) / LINE_BYTES) + 1);
    for (let line = first; line <= last; line++) lines.push(formatLine(bytes, line * LINE_BYTES, range));
  }
  return lines.length > MAX_LINES ? lines.slice(0, MAX_LINES).join('\n') + CUT : lines.join('\n');
}

function formatLine(bytes: Uint8Array, offset: number, range: MarkedRange): string {
  const from = Math.max(range.start - offset, 0);
  const to = Math.min(range.end - offset, LINE_BYTES);
  let hex = '';
  let ascii = '';
  for (let i = 0; i < LINE_BYTES; i++) {
    if (i === from && from < to) {
      hex += BEGIN;
      ascii += BEGIN;
    }
    const byte = bytes[offset + i] ?? 0;
    const lastOfLine = i === LINE_BYTES - 1;
    // The space after the last marked pair is inside the mark, except at the end of the line, where there is none.
    hex += byte.toString(16).toUpperCase().padStart(2, '0') + (lastOfLine ? '' : ' ');
    ascii += toVisible(byte);
    if (i === to - 1 && from < to) {
      hex += END;
      ascii += END;
    }
  }
  return `${hex}  ${ascii}`;
}

/** 0x7F goes out raw: so VirusTotal does. */
function toVisible(byte: number): string {
  return byte >= 0x20 && byte <= 0x7f ? String.fromCharCode(byte) : '.';
}
