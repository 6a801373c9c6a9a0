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
function readFirstWord(text: string, lineStart: number) {
  let start = lineStart;
  while (isBlank(text, start)) start++;
  let end = start;
  while (end < text.length && end - start < LONGEST_WORD && !isAt(text, end, SPACE)) end++;
  let lineEnd = end;
  while (isBlank(text, lineEnd)) lineEnd++;
  return { word: text.slice(start, end), start, end, lineEnd: text.charAt(lineEnd) === '\n' ? lineEnd : -1 };
}

/** What stands between two words: where it begins and ends. */
type Gap = readonly [from: number, to: number];

interface Joined {
  readonly joined: string;
  /** In `joined`, where its last word begins, and its second one. */
  readonly joint: number;
  readonly firstJoint: number;
  /** In the text, between all its words. */
  readonly gaps: readonly Gap[];
}

/** The words around the line's end, put together; and where they were apart. */
function* joinWords(text: string, first: number): Generator<Joined> {
  let joined = readLastWord(text, first);
  const [firstJoint, gaps] = [joined.length, [] as Gap[]];
  let from = first;
  while (isBlank(text, from - 1)) from--;
  for (let lineEnd = first, lines = 1; lineEnd >= 0 && joined !== '' && lines < MOST_LINES; lines++) {
    const next = readFirstWord(text, lineEnd + 1);
    if (next.word === '') return;
    const joint = joined.length;
    joined += next.word;
    gaps.push([from, next.start]);
    from = next.end;
    lineEnd = next.lineEnd;
    if (MAY_BE_PART.test(joined)) yield { joined, joint, firstJoint, gaps };
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

/**
 * `text` without the ends of lines that break a URL which `isKnown` says is one: what its first line holds is no URL of its
 * own there. Linear in its length.
 */
export function joinKnownUrls(text: string, isKnown: (key: IndicatorKey) => boolean): string {
  // Ascending: each line's end comes before those after it.
  const taken = new Map<number, number>();
  for (let lineEnd = text.indexOf('\n'); lineEnd >= 0; lineEnd = text.indexOf('\n', lineEnd + 1)) {
    for (const { joined, joint, firstJoint, gaps } of joinWords(text, lineEnd)) {
      const isUrl = findCandidates(joined).some(
        ({ kind, key, start, end }) => kind === 'url' && start < firstJoint && end > joint && isKnown(key),
      );
      if (isUrl) for (const [from, to] of gaps) taken.set(from, to);
    }
  }
  let [joined, done] = ['', 0];
  for (const [from, to] of taken) {
    joined += text.slice(done, from);
    done = to;
  }
  return joined + text.slice(done);
}
