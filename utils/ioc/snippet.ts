/**
 * The hexdump that VirusTotal sends with a hunting match (`hunting_info.snippet`), read back into bytes.
 *
 *     0D 00 6C 79 *begin_highlight*49 6E 43 *end_highlight*65 6C ...  ..ly*begin_highlight*InC*end_highlight*el...
 *
 * The text column is drawn by the sender of the file as much as by VirusTotal: it may hold HTML, asterisks, even the
 * marker words. The hex column cannot, so bytes and marks are taken from there and the text column is never looked at:
 * whoever shows a snippet draws it anew with `renderByte`.
 */

/** Bytes `start` to `end` (exclusive) of a row, that matched. */
export interface MarkedRange {
  readonly start: number;
  readonly end: number;
}

/** One line of the dump: up to 16 bytes with the parts that matched, or a line that is no hexdump, kept as it came. */
export type SnippetRow =
  | { readonly kind: 'bytes'; readonly bytes: readonly number[]; readonly marks: readonly MarkedRange[] }
  | { readonly kind: 'text'; readonly text: string };

export interface Snippet {
  /** Each match with the line before and the line after it, as far as that can be told (see `groupRows`). */
  readonly groups: readonly (readonly SnippetRow[])[];
  /** VirusTotal cut the dump short (it ends in `...`). */
  readonly truncated: boolean;
  /** How many rows are of kind `text`. */
  readonly damaged: number;
}

const ROW_BYTES = 16;
const BEGIN = '*begin_highlight*';
const END = '*end_highlight*';
const HEX_PAIR = /[0-9A-Fa-f]{2}/y;

/** Reads a snippet as sent. Never fails: what is no hexdump stays in it as text, counted in `damaged`. */
export function parseSnippet(text: string): Snippet {
  const blocks: SnippetRow[][] = [[]];
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  while (lines.at(-1) === '') lines.pop();
  const truncated = lines.at(-1) === '...';
  if (truncated) lines.pop();
  for (const line of lines) {
    if (line === '') blocks.push([]);
    else blocks.at(-1)?.push(parseRow(line) ?? { kind: 'text', text: line });
  }
  const groups = blocks.flatMap(groupRows);
  const damaged = groups.flat().filter((row) => row.kind === 'text').length;
  return { groups, truncated, damaged };
}

/** Reads the hex column of one line; `undefined` when it is none or its markers do not pair up. */
function parseRow(line: string): SnippetRow | undefined {
  const bytes: number[] = [];
  const marks: MarkedRange[] = [];
  let open: number | undefined;
  let at = 0;
  for (;;) {
    if (line.startsWith(BEGIN, at)) {
      if (open !== undefined) return undefined;
      open = bytes.length;
      at += BEGIN.length;
    } else if (line.startsWith(END, at)) {
      if (open === undefined) return undefined;
      if (bytes.length > open) marks.push({ start: open, end: bytes.length });
      open = undefined;
      at += END.length;
    } else if (bytes.length < ROW_BYTES && isHexPair(line, at)) {
      bytes.push(Number.parseInt(line.slice(at, at + 2), 16));
      at += 2;
      // The space after a pair belongs to it, but two of them end the column.
      if (line[at] === ' ' && line[at + 1] !== ' ') at += 1;
    } else break;
  }
  const columnEnds = at === line.length || line.startsWith('  ', at);
  return bytes.length > 0 && open === undefined && columnEnds ? { kind: 'bytes', bytes, marks } : undefined;
}

function isHexPair(line: string, at: number): boolean {
  HEX_PAIR.lastIndex = at;
  return HEX_PAIR.test(line);
}

/**
 * Splits rows into matches with their context. VirusTotal puts the line before, the lines of the match and the line
 * after, one match after the other without a separator, so two plain lines in a row are the end of one group and the
 * start of the next: `-#- -#-`. A single plain line between two matches could belong to either: it does not split.
 */
function groupRows(rows: readonly SnippetRow[]): SnippetRow[][] {
  const groups: SnippetRow[][] = [];
  let group: SnippetRow[] = [];
  let seenMatch = false;
  for (const [index, row] of rows.entries()) {
    const previous = rows[index - 1];
    if (seenMatch && previous !== undefined && !isMarked(previous) && !isMarked(row)) {
      groups.push(group);
      group = [];
      seenMatch = false;
    }
    group.push(row);
    seenMatch ||= isMarked(row);
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

const isMarked = (row: SnippetRow): boolean => row.kind === 'bytes' && row.marks.length > 0;

/**
 * The bytes of each match, in order. A match that crosses a line end was closed there and opened again at the start of
 * the next line: the parts are joined (two matches that happen to meet at a line end look the same, and join too).
 */
export function listMatches(snippet: Snippet): readonly (readonly number[])[] {
  const matches: number[][] = [];
  for (const group of snippet.groups) {
    let unfinished: number[] | undefined;
    for (const row of group) {
      if (row.kind === 'text') {
        unfinished = undefined;
        continue;
      }
      let carried = unfinished;
      unfinished = undefined;
      for (const { start, end } of row.marks) {
        const part = row.bytes.slice(start, end);
        const match = start === 0 ? carried : undefined;
        if (match === undefined) matches.push(part);
        else match.push(...part);
        if (end === ROW_BYTES) unfinished = match ?? part;
        carried = undefined;
      }
    }
  }
  return matches;
}

/** The byte in the text column: 0x20 to 0x7E as themselves, all others a dot. */
export function renderByte(byte: number): string {
  return byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '.';
}

/** Two upper-case hex digits. */
export function hexByte(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
