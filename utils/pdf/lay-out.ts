/**
 * From pdf.js's pieces of text to a page's text, and to the cells of its tables. pdf.js gives text in the order of the file,
 * which may go through a table row by row, and tears a cell's lines apart:
 *
 *     9f86d081884c7d659a2f  dropper.exe       text: `9f86d081884c7d659a2f dropper.exe\neaa0c55ad015 C:\Users`
 *     eaa0c55ad015          C:\Users         cells: `9f86d081884c7d659a2f\neaa0c55ad015`
 *
 * Lines are of one cell where they begin at one edge, follow closely, and each but the last goes as far as the first.
 */

/** What pdf.js says of a piece, as far as it is needed. Any number may be odd: the file decides. */
export interface TextPiece {
  readonly str: string;
  readonly hasEOL: boolean;
  readonly width: number;
  readonly height: number;
  /** Of six numbers, the last two are where it begins. */
  readonly transform: readonly unknown[];
}

export interface LaidOut {
  readonly text: string;
  /** Lines of one cell, an empty line between two cells. A line may stand in two of them. */
  readonly cells: string;
}

interface Line {
  text: string;
  readonly left: number;
  right: number;
  readonly base: number;
  readonly height: number;
}

/** All in heights of the text. pdf.js takes less for no blank at all, and a typeset one has two times as much. */
const NARROW_BLANK = 0.12;
/** pdf.js parts no text for less; columns are further apart. */
const WIDE_BLANK = 0.6;
const CLOSEST_LINE = 0.8;
const FARTHEST_LINE = 1.6;
/** In digits: what is left over at the end of a filled line. */
const RAGGED = 1.5;

/** Stands for a blank that nobody sees. */
const THIN = '\u2009';
const IN_PIECES = /(?<![\w\u2009])[\da-f]+(?:\u2009[\da-f]+)+(?![\w\u2009])/gi;
/** Digits set apart, each by itself; bytes or words set apart are a dump of something. */
const SPACED_OUT = /(?<!\w)(?<!\w )[\da-f](?: [\da-f]){31,63}(?! ?\w)/gi;
const HASH_LENGTHS: readonly number[] = [32, 40, 64];

function joinDigits(written: string): string {
  const digits = written.replace(/[ \u2009]/g, '');
  return HASH_LENGTHS.includes(digits.length) ? digits : written;
}

/** Only what has the exact length of a hash is put together. Linear: no match begins within another's digits. */
const joinPieces = (text: string): string =>
  text.replace(IN_PIECES, joinDigits).replace(SPACED_OUT, joinDigits).replaceAll(THIN, ' ');

function readLine({ str, width, height, transform }: TextPiece): Line | undefined {
  const [across, up, slant, , left, base] = transform;
  if (typeof left !== 'number' || typeof base !== 'number' || typeof across !== 'number') return undefined;
  const isUpright = across > 0 && up === 0 && slant === 0;
  if (!isUpright || !(height > 0) || !Number.isFinite(left + width + base + height)) return undefined;
  return { text: str, left, right: left + width, base, height };
}

/** Whether `next` stands below `line`, as close as in a paragraph. */
function isBelow(next: Line, line: Line): boolean {
  const step = (line.base - next.base) / line.height;
  const isAlike = Math.abs(line.height - next.height) < 0.1 * line.height;
  return isAlike && step > CLOSEST_LINE && step < FARTHEST_LINE && Math.abs(line.left - next.left) < 1;
}

function listCells(lines: readonly Line[]): readonly string[] {
  /** By the whole points of their left edge: the cells that may go on. */
  const open = new Map<number, Line[]>();
  const cells: string[] = [];
  const close = (cell: readonly Line[]) => {
    if (cell.length > 1) cells.push(cell.map(({ text }) => text.trim()).join('\n'));
  };
  for (const line of lines) {
    const edge = Math.round(line.left);
    const above = [edge, edge - 1, edge + 1].find((at) => {
      const last = open.get(at)?.at(-1);
      return last !== undefined && isBelow(line, last);
    });
    const cell = above === undefined ? undefined : open.get(above);
    const first = cell?.[0];
    const ragged = first === undefined ? 0 : (RAGGED * (first.right - first.left)) / first.text.length;
    if (
      above === undefined ||
      cell === undefined ||
      first === undefined ||
      line.right > first.right + ragged
    ) {
      close(open.get(edge) ?? []);
      open.set(edge, [line]);
      if (above !== undefined && above !== edge && cell !== undefined) {
        close(cell);
        open.delete(above);
      }
      continue;
    }
    cell.push(line);
    if (line.right > first.right - ragged) continue;
    // The last one of its cell, or, below a longer heading, the first of the next.
    close(cell);
    open.delete(above);
    open.set(edge, [line]);
  }
  for (const cell of open.values()) close(cell);
  return cells;
}

/** A page's text, and the lines of its cells. Linear in the pieces and their text; throws for no geometry. */
export function layOut(pieces: readonly TextPiece[]): LaidOut {
  const parts: string[] = [];
  const lines: Line[] = [];
  let line: Line | undefined;
  let height = 0;
  for (const piece of pieces) {
    const isBlank = piece.str.trim() === '';
    const isNarrow = piece.str === ' ' && piece.width < NARROW_BLANK * height;
    const written = isNarrow ? THIN : piece.str;
    parts.push(written, piece.hasEOL ? '\n' : '');
    if (!isBlank) height = piece.height;
    if (isBlank && piece.width > WIDE_BLANK * height) line = undefined;
    else if (line !== undefined) {
      line.text += written;
      if (!isBlank) line.right = Math.max(line.right, (readLine(piece) ?? line).right);
    } else if (!isBlank) {
      line = readLine(piece);
      if (line !== undefined) lines.push(line);
    }
    if (piece.hasEOL) line = undefined;
  }
  return { text: joinPieces(parts.join('')), cells: joinPieces(listCells(lines).join('\n\n')) };
}
