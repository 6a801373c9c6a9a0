/**
 * Hashes that the end of a line breaks, as in a PDF's columns:
 *
 *     SHA-256   9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b      44 and 20 digits: nothing but one SHA-256,
 *               822cd15d6c15b0f00a08                              so the break is taken out
 *     MD5s      900150983cd24fb0d6963f7d28e17f72                  32 and 32: two MD5s, or one SHA-256.
 *               f96b697d7cb7938d525a2f31aaf161d0                  Only the archive can tell: a guess
 *
 * Lines that are joined blindly make hashes of what are several. So a run of lines counts as broken only where there is
 * one way to make whole hashes of all of it, and the lines look filled: long ones, and a shorter one at the end.
 */
import { HEX, isAt, isWordAt } from './characters.ts';
import { KIND_BY_LENGTH } from './find-hashes.ts';

const LONGEST = 64;
/** A column that is narrower breaks everything in it. Rows of numbers and of words in hexadecimal are shorter, too. */
const SHORTEST_LINE = 16;
/** Nor is any column narrower than this. */
const SHORTEST_INNER = 8;
/** One MD5 in three million is all digits; of a column of numbers, every line is. */
const IS_MIXED = /^(?=.*[a-f])(?=.*\d)/i;

/** What a line holds of a hash: offsets into the text, the end exclusive. */
interface Fragment {
  readonly start: number;
  readonly end: number;
}

const isWhole = (length: number): boolean => KIND_BY_LENGTH[length] !== undefined;

const lengthOf = (fragment: Fragment | undefined) => (fragment ? fragment.end - fragment.start : 0);

const isBlank = (text: string, at: number) => ' \t\r\u00a0'.includes(text.charAt(at) || '-');

/** The digits that end before the line's end at `lineEnd`; nothing where they belong to a word or to a longer number. */
function readBefore(text: string, lineEnd: number, floor: number): Fragment | undefined {
  let end = lineEnd;
  while (end > floor && isBlank(text, end - 1)) end--;
  let start = end;
  while (start > floor && end - start <= LONGEST && isAt(text, start - 1, HEX)) start--;
  return start === end || end - start > LONGEST || isWordAt(text, start - 1) ? undefined : { start, end };
}

/** The digits that begin the line after the one that ends at `lineEnd`. */
function readAfter(text: string, lineEnd: number): Fragment | undefined {
  let start = lineEnd + 1;
  while (isBlank(text, start)) start++;
  let end = start;
  while (end - start <= LONGEST && isAt(text, end, HEX)) end++;
  return start === end || end - start > LONGEST || isWordAt(text, end) ? undefined : { start, end };
}

/** Where the line ends that nothing follows on but blanks; -1 where something does. */
function findLineEnd(text: string, from: number): number {
  let at = from;
  while (isBlank(text, at)) at++;
  return text.charAt(at) === '\n' ? at : -1;
}

/** Neighbouring lines of digits: the end of one, whole ones, the beginning of one. Two at least. */
function* findRuns(text: string): Generator<readonly Fragment[]> {
  let floor = 0;
  for (let lineEnd = text.indexOf('\n'); lineEnd >= 0; lineEnd = text.indexOf('\n', floor)) {
    const first = readBefore(text, lineEnd, floor);
    floor = lineEnd + 1;
    if (first === undefined) continue;
    const run = [first];
    while (lineEnd >= 0) {
      const next = readAfter(text, lineEnd);
      if (next === undefined) break;
      run.push(next);
      floor = next.end;
      lineEnd = findLineEnd(text, next.end);
    }
    if (run.length > 1) yield run;
  }
}

/** The ends of all stretches from `from` on that are as long as a hash together. */
function listEnds(run: readonly Fragment[], from: number): readonly number[] {
  const ends: number[] = [];
  let length = 0;
  for (let at = from; at < run.length && length < LONGEST; at++) {
    // Only the first and the last line of a hash may be short.
    if (at > from + 1 && lengthOf(run[at - 1]) < SHORTEST_INNER) break;
    length += lengthOf(run[at]);
    if (isWhole(length)) ends.push(at + 1);
  }
  return ends;
}

/** The one way to make hashes of all of the run; `undefined` where there is none, or another. */
function findGroups(run: readonly Fragment[]): readonly (readonly Fragment[])[] | undefined {
  // From the end: how many ways there are to go on from each fragment, and the first step of one.
  const ways = run.map(() => 0);
  const steps = run.map(() => 0);
  const waysFrom = (at: number) => (at === run.length ? 1 : (ways[at] ?? 0));
  for (let at = run.length - 1; at >= 0; at--) {
    for (const end of listEnds(run, at)) {
      if (waysFrom(end) > 0) steps[at] = end;
      ways[at] = Math.min(2, waysFrom(at) + waysFrom(end));
    }
  }
  if (ways[0] !== 1) return undefined;
  const groups: Fragment[][] = [];
  for (let at = 0; at < run.length; at = steps[at] ?? run.length) groups.push(run.slice(at, steps[at]));
  return groups;
}

/**
 * Whether the lines of a hash are filled ones and a rest. Not where the first may be all of one (an MD5, and the name of a
 * file below it), nor where the rest numbers its line (`044: ...`).
 */
function looksWrapped(text: string, group: readonly Fragment[], shortest: number): boolean {
  const [first = 0, ...others] = group.map(lengthOf);
  const rest = others.at(-1) ?? 0;
  const isFilled = [first, ...others.slice(0, -1)].every((length) => length >= shortest && length > rest);
  const isNumber = text.charAt(group.at(-1)?.end ?? 0) === ':';
  return isFilled && !isWhole(first) && !isNumber && IS_MIXED.test(spell(text, group));
}

const spell = (text: string, group: readonly Fragment[]) =>
  group.map(({ start, end }) => text.slice(start, end)).join('');

/** The lines of each hash that lines no shorter than `shortest` break. */
function* findWrapped(text: string, shortest: number): Generator<readonly Fragment[]> {
  for (const run of findRuns(text)) {
    // A word may look like digits: `added`.
    const groups = findGroups(run) ?? findGroups(run.slice(1)) ?? findGroups(run.slice(0, -1)) ?? [];
    for (const group of groups) if (group.length > 1 && looksWrapped(text, group, shortest)) yield group;
  }
}

/** `text` without the ends of lines that do nothing but break a hash. Linear in its length. */
export function joinWrappedHashes(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const group of findWrapped(text, SHORTEST_LINE)) {
    for (const [index, { end }] of group.slice(0, -1).entries()) {
      parts.push(text.slice(done, end));
      done = group[index + 1]?.start ?? end;
    }
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(done);
}

/**
 * The hashes that the lines of table cells break, in lower case; the whole ones are not among them. Lines may be shorter than
 * elsewhere: that they fill a cell is known. Linear in the length of `cells`.
 */
export function listHashesOfCells(cells: string): readonly string[] {
  return [...findWrapped(cells, SHORTEST_INNER)].map((group) => spell(cells, group).toLowerCase());
}

/** Every hash that neighbouring lines of digits may be together, in lower case: to be looked up, and believed only then. */
export function guessWrappedHashes(text: string): readonly string[] {
  const guesses = new Set<string>();
  for (const run of findRuns(text)) {
    for (const from of run.keys()) {
      for (const end of listEnds(run, from))
        if (end > from + 1) guesses.add(spell(text, run.slice(from, end)).toLowerCase());
    }
  }
  return [...guesses];
}
