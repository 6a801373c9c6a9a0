/**
 * Where a text may be cut without cutting an indicator: at white space, unless a defanged form may go on across it
 * (` [.] `, ` dot `, `hxxp ://`, as utils/ioc/refang.ts reads them). Long runs are cut there so that no single step is
 * long, and rescans begin there.
 */

const BEFORE_BLANK = 1;
const AFTER_BLANK = 2;
/** What an indicator can show next to white space inside it, by character code; a table, for it is asked for every text. */
const GOES_ON = new Uint8Array(128);
for (const char of '[({<])}>/.tT') GOES_ON[char.charCodeAt(0)] = BEFORE_BLANK;
for (const char of '[({<])}>/.\\:dD')
  GOES_ON[char.charCodeAt(0)] = (GOES_ON[char.charCodeAt(0)] ?? 0) | AFTER_BLANK;
const CLOSING_BRACKETS = ')]}>';
/** The dots of other keyboards. */
export const WIDE_DOTS = '\u3002\uff0e\uff61';
/** Where a text without white space (minified code, data) may be cut at all. */
const DELIMITER = /[\s"'`,;{}|]/;

/** ASCII white space and the no-break space: what a cut needs; other blanks may join. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160;
}

export function isBlankText(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isBlank(text.charCodeAt(at))) return false;
  return true;
}

export const isSpokenDot = (text: string) => text.toLowerCase() === 'dot';

/** Whether an indicator may go on from `text`, which ends at `end` (inclusive), across white space. */
function goesOnAfterBlank(text: string, end: number): boolean {
  const code = text.charCodeAt(end);
  if (!(code < 128 && ((GOES_ON[code] ?? 0) & BEFORE_BLANK) !== 0)) return false;
  const last = text.charAt(end);
  if (last === '.') return end === 0 || isBlank(text.charCodeAt(end - 1));
  if (CLOSING_BRACKETS.includes(last)) return endsBracketedMark(text, end - 1);
  return (last !== 't' && last !== 'T') || isSpokenDot(text.slice(end - 2, end + 1));
}

/** Whether what ends before a closing bracket may be a mark: `[.`, `(dot`, `[://`, `[ .`; not `f(` nor `(word`. */
function endsBracketedMark(text: string, end: number): boolean {
  const code = text.charCodeAt(end);
  if (isBlank(code) || code >= 128) return true;
  const inner = text.charAt(end);
  return (
    './'.includes(inner) || CLOSING_BRACKETS.includes(inner) || isSpokenDot(text.slice(end - 2, end + 1))
  );
}

/** Whether what begins at `start` may go on with an indicator before the white space. */
function goesOnFromBlank(text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  if (code >= 128) return WIDE_DOTS.includes(text.charAt(start));
  if (!(((GOES_ON[code] ?? 0) & AFTER_BLANK) !== 0)) return false;
  const first = text.charAt(start);
  return (first !== 'd' && first !== 'D') || isSpokenDot(text.slice(start, start + 3));
}

/**
 * Whether no indicator can stand across the edge between two texts, with blanks between them where `isApart`. A text of
 * blanks alone says nothing about what is beyond it: give enough text. Runs for every text node: no allocation in the
 * common cases, and `before` must be flat (a string still being built would be copied each time).
 */
export function isSafeGap(before: string, after: string, isApart = false): boolean {
  let end = before.length - 1;
  let start = 0;
  if (!isApart && !isBlank(before.charCodeAt(end)) && !isBlank(after.charCodeAt(0))) {
    return before === '' || after === '';
  }
  while (end >= 0 && isBlank(before.charCodeAt(end))) end--;
  while (start < after.length && isBlank(after.charCodeAt(start))) start++;
  return !goesOnAfterBlank(before, end) && !goesOnFromBlank(after, start);
}

/** Whether the white space from `start` to `end` (exclusive) is a safe gap. */
function isSafeBlank(text: string, start: number, end: number): boolean {
  return !goesOnAfterBlank(text, start - 1) && !goesOnFromBlank(text, end);
}

function findBlankStart(text: string, at: number, floor: number): number {
  let start = at;
  while (start > floor && isBlank(text.charCodeAt(start - 1))) start--;
  return start;
}

function findBlankEnd(text: string, at: number, ceiling: number): number {
  let end = at;
  while (end < ceiling && isBlank(text.charCodeAt(end))) end++;
  return end;
}

/** Where the text begins that an indicator at `at` may reach back to: after a safe gap, not before `floor`. */
export function findGapBefore(text: string, at: number, floor: number): number {
  // What is around `at` may be the middle of a gap.
  let after = findBlankEnd(text, at, text.length);
  let start = at;
  while (start > floor) {
    const blank = findBlankStart(text, start, floor);
    if (blank < start && isSafeBlank(text, blank, after)) return start;
    start = blank;
    while (start > floor && !isBlank(text.charCodeAt(start - 1))) start--;
    after = start;
  }
  return floor;
}

/** Where the text ends that an indicator at `at` may go on to: before a safe gap, not beyond `ceiling`. */
export function findGapAfter(text: string, at: number, ceiling: number): number {
  let before = findBlankStart(text, at, 0);
  let end = at;
  while (end < ceiling) {
    const next = findBlankEnd(text, end, ceiling);
    if (next > end && isSafeBlank(text, before, next)) return end;
    end = next;
    while (end < ceiling && !isBlank(text.charCodeAt(end))) end++;
    before = end;
  }
  return ceiling;
}

/**
 * Where to end a piece of `text` that begins at `from`: at most `from + size`, at the last safe gap, else at the last
 * delimiter, else anywhere (a stretch of that length without either holds no indicator that could be told apart).
 */
export function findCut(text: string, from: number, size: number): number {
  const limit = from + size;
  if (limit >= text.length) return text.length;
  const lowest = from + (size >> 1);
  for (let at = limit; at > lowest; at--) {
    if (isBlank(text.charCodeAt(at)) && isSafeGap(text.slice(at - 16, at), text.slice(at, at + 16)))
      return at;
  }
  for (let at = limit; at > lowest; at--) if (DELIMITER.test(text.charAt(at))) return at;
  return limit;
}
