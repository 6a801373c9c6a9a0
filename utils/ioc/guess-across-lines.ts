import { isAt, SPACE } from './characters.ts';
import { findCandidates } from './find-candidates.ts';
import { KIND_BY_LENGTH } from './find-hashes.ts';
import { createKey, type IndicatorKey } from './indicator.ts';
import { guessWrappedHashes } from './wrapped-hashes.ts';

/** UTF-16 units of a word beside a line's end: longer than any URL in a column. */
const LONGEST_WORD = 1024;
/** Lines that one URL goes over. */
const MOST_LINES = 4;
const MAY_BE_PART = /[.:/[\]]|dot/i;

/** Beyond a text there is none; `isAt` says there is. */
const isBlank = (text: string, at: number) =>
  at >= 0 && at < text.length && text.charAt(at) !== '\n' && isAt(text, at, SPACE);

/** The word before the line's end at `lineEnd`, on the same line; `''` where there is none. */
function readLastWord(text: string, lineEnd: number): string {
  let end = lineEnd;
  while (isBlank(text, end - 1)) end--;
  let start = end;
  while (start > 0 && end - start < LONGEST_WORD && !isAt(text, start - 1, SPACE)) start--;
  return text.slice(start, end);
}

/** The word that begins the line at `lineStart`, and whether it is all of it. */
function readFirstWord(text: string, lineStart: number): { readonly word: string; readonly lineEnd: number } {
  let start = lineStart;
  while (isBlank(text, start)) start++;
  let end = start;
  while (end < text.length && end - start < LONGEST_WORD && !isAt(text, end, SPACE)) end++;
  let lineEnd = end;
  while (isBlank(text, lineEnd)) lineEnd++;
  return { word: text.slice(start, end), lineEnd: text.charAt(lineEnd) === '\n' ? lineEnd : -1 };
}

/** The words around the line's end, put together; and where they were apart. */
function* joinWords(
  text: string,
  first: number,
): Generator<{ readonly joined: string; readonly joint: number }> {
  let joined = readLastWord(text, first);
  for (let lineEnd = first, lines = 1; lineEnd >= 0 && joined !== '' && lines < MOST_LINES; lines++) {
    const next = readFirstWord(text, lineEnd + 1);
    if (next.word === '') return;
    const joint = joined.length;
    joined += next.word;
    lineEnd = next.lineEnd;
    if (MAY_BE_PART.test(joined)) yield { joined, joint };
  }
}

/**
 * Whatever may stand in a text that was broken into lines to fit a column, as in a PDF, with such an end in the middle:
 * hashes, and URLs and names of whose words the last of one line and the first of the next are one. In most cases they are
 * not: to be looked up as they are, and believed only then; never to be listed, nor related to anything.
 */
export function guessAcrossLines(text: string): ReadonlySet<IndicatorKey> {
  const guesses = new Set<IndicatorKey>();
  for (const value of guessWrappedHashes(text)) {
    const kind = KIND_BY_LENGTH[value.length];
    if (kind !== undefined) guesses.add(createKey(kind, value));
  }
  for (let lineEnd = text.indexOf('\n'); lineEnd >= 0; lineEnd = text.indexOf('\n', lineEnd + 1)) {
    for (const { joined, joint } of joinWords(text, lineEnd)) {
      for (const { key, start, end } of findCandidates(joined))
        if (start < joint && end > joint) guesses.add(key);
    }
  }
  return guesses;
}
