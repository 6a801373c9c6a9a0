/** Lines looked at to tell a table from a text. */
const SAMPLE = 50;
const DELIMITERS = ['\t', ',', ';', '|'];

/**
 * A delimited table (RFC 4180, with comma, semicolon, tab or bar) as plain text, a cell a line and quotation marks off.
 * In one, `https://a.example/x,seen` is a URL and a word; everywhere else a comma may be the URL's own. A text is a table
 * when nearly all of its first lines have as many cells as its first; what is none stays as it is.
 */
export function unfoldTable(text: string): string {
  const lines = readFirstLines(text);
  const delimiter = DELIMITERS.find((each) => isTable(lines, each));
  return delimiter === undefined ? text : splitCells(text, delimiter).join('\n');
}

function readFirstLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length && lines.length < SAMPLE; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end);
    if (line.trim() !== '') lines.push(line);
    start = end < 0 ? text.length : end + 1;
  }
  return lines;
}

function isTable(lines: readonly string[], delimiter: string): boolean {
  const [first, ...others] = lines.map((line) => splitCells(line, delimiter).length);
  if (first === undefined || first < 2 || others.length === 0) return false;
  return others.filter((cells) => cells === first).length >= others.length * 0.9;
}

/** Every cell of every record. A quotation mark opens a quoted cell at its start only, as in RFC 4180. */
function splitCells(text: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const isQuoted = text.charAt(at) === '"';
    const close = isQuoted ? findClosingQuote(text, at + 1) : at;
    const end = findCellEnd(text, close, delimiter);
    const cell = isQuoted ? text.slice(at + 1, close).replaceAll('""', '"') : text.slice(at, end);
    cells.push(cell);
    at = end + 1;
  }
  return cells;
}

function findClosingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start);
  while (at >= 0 && text.charAt(at + 1) === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
}

function findCellEnd(text: string, start: number, delimiter: string): number {
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === delimiter || char === '\n') return at;
  }
  return text.length;
}
