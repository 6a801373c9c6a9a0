/**
 * Finds everything in a text that may be an indicator, fanged or defanged: the first half of matching. It offers too
 * much on purpose, because the second half is exact: a candidate that the archive does not hold is never shown. So no
 * list of TLDs is needed here, and no reading of an ambiguous text has to be chosen.
 *
 * Text is mostly not indicators, so most of it is never looked at: native `indexOf` jumps to the characters that every
 * host needs, a cheap look at the neighbours drops sentence ends and decimals, and every 32nd character finds the
 * hashes (find-hashes.ts). Only then the words around are refanged and read:
 *
 *     see hxxp://a[.]b.example/x, 3.5 MB. Then
 *                  ^ a dot between names: read this word    ^ ^ no
 */
import type { Candidate } from './candidate.ts';
import { classify, DIGIT, HEX, HOST, INVISIBLE, SPACE } from './characters.ts';
import { IS_PERCENT_ENCODED } from './defang-forms.ts';
import { findHashes } from './find-hashes.ts';
import { findNetwork } from './find-network.ts';
import { refang, skipBracketedDot, skipJoiningBlanks } from './refang.ts';
import type { Meter } from './scan.ts';

const NONE: readonly Candidate[] = [];
/** `a.bc` and `::1` are the shortest there are. */
const SHORTEST = 3;
const MARKS = ['.', ':', 'dot', 'DOT', 'Dot', '\uff0e', '\u3002', '\uff61'] as const;
const COLON = 1;

const isSpace = (text: string, at: number) => (classify(text.charCodeAt(at)) & SPACE) !== 0;
const has = (text: string, at: number, flags: number) => (classify(text.charCodeAt(at)) & flags) !== 0;

/** Whether the dot at `at` may stand between two labels. */
function isDotOfInterest(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  const isBracketed = '[({<\\'.includes(before || ' ');
  if (isSpace(text, at + 1)) {
    // ` . ` between words, `[. ]`: all other full stops end here.
    return at > 0 && (isBracketed || isSpace(text, at - 1)) && !isSpace(text, at + 2);
  }
  if (before === '.' || after === '.') return false;
  const follows = isBracketed || before === ' ' || '])}>'.includes(before || '.');
  if (!follows && !has(text, at - 1, HOST | INVISIBLE)) return false;
  if (!has(text, at + 1, HOST | INVISIBLE)) return '[({<])}>\\'.includes(after);
  return !(has(text, at - 1, DIGIT) && has(text, at + 1, DIGIT)) || !isDecimal(text, at);
}

/** `3.5`: digits, one dot, digits, and nothing that goes on. */
function isDecimal(text: string, at: number): boolean {
  let [start, end] = [at - 1, at + 1];
  while (at - start < 5 && has(text, start, DIGIT)) start--;
  while (end - at < 5 && has(text, end, DIGIT)) end++;
  const goesOn = (position: number) =>
    has(text, position, HOST | INVISIBLE) || '.[({<])}>'.includes(text.charAt(position) || ' ');
  return !goesOn(start) && !(text.charAt(end) === '.' ? goesOn(end + 1) : goesOn(end));
}

/** Whether the colon at `at` may be the first of an IPv6 address: at most four digits to the next colon. */
function isColonOfInterest(text: string, at: number): boolean {
  let next = at + 1;
  if (!has(text, next, HEX) && !':])}>['.includes(text.charAt(next) || ' ')) return false;
  while (next < at + 7 && (has(text, next, HEX) || '])}>[({<'.includes(text.charAt(next) || ' '))) next++;
  return text.charAt(next) === ':';
}

/** Whether the word `dot` at `at` stands in brackets or between blanks. */
function isDotWord(text: string, at: number): boolean {
  const [before, after] = [text.charAt(at - 1), text.charAt(at + 3)];
  return '[({< \u00a0\t'.includes(before || '-') && '])}> \u00a0\t'.includes(after || '-');
}

function isOfInterest(text: string, mark: number, at: number): boolean {
  if (mark === 0) return isDotOfInterest(text, at);
  if (mark === COLON) return isColonOfInterest(text, at);
  if (mark < 5) return isDotWord(text, at);
  return has(text, at - 1, HOST) && has(text, at + 1, HOST);
}

/** Where the word around `at` begins, not before `floor`; words that a defanged dot joins are one. */
function findStart(text: string, at: number, floor: number): number {
  let start = at;
  // Into the separator first: ` [.] ` and ` dot ` begin with a blank.
  while (
    start > floor &&
    at - start < 4 &&
    (isSpace(text, start - 1) || '[({<'.includes(text.charAt(start - 1)))
  )
    start--;
  if (start < at && isSpace(text, start) && skipJoiningBlanks(text, start) <= at) start = at;
  while (start > floor) {
    if (!isSpace(text, start - 1)) start--;
    else if (skipJoiningBlanks(text, start - 1) === start) start--;
    else break;
  }
  return start;
}

/** Where the word that begins at `start` ends. */
function findEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    const next = isSpace(text, end) ? skipJoiningBlanks(text, end) : skipBracketedDot(text, end) || end + 1;
    if (next === 0) break;
    end = next;
  }
  return end;
}

/** By place; the outer before what it holds; the rest as it was found. */
function compare(a: Candidate, b: Candidate): number {
  return a.start - b.start || b.end - a.end;
}

function dropRepeats(found: Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of found) {
    const id = `${candidate.start} ${candidate.end} ${candidate.key}`;
    const other = best.get(id);
    if (other === undefined || other.evidence < candidate.evidence) best.set(id, candidate);
  }
  return [...best.values()];
}

function findRegions(text: string, found: Candidate[], meter: Meter): void {
  let done = 0;
  const next = MARKS.map((mark) => text.indexOf(mark));
  for (;;) {
    let mark = -1;
    for (let index = 0; index < next.length; index++) {
      const at = next[index] ?? -1;
      if (at >= 0 && (mark < 0 || at < (next[mark] ?? 0))) mark = index;
    }
    if (mark < 0) return;
    const at = next[mark] ?? 0;
    if (at >= done && isOfInterest(text, mark, at)) {
      const start = findStart(text, at, done);
      done = findEnd(text, start);
      meter.steps += done - start;
      const word = text.slice(start, done);
      // A whole URL in percent-encoding; of one that stands in another's query, find-network.ts takes care.
      const isEncoded = IS_PERCENT_ENCODED.test(word) && !word.includes('//');
      const refanged = refang(text, start, done, isEncoded);
      findNetwork({ source: text, refanged, found, meter }, 0, refanged.text.length, 0);
    }
    next[mark] = text.indexOf(MARKS[mark] ?? '.', Math.max(at + 1, done));
  }
}

/**
 * Every candidate of `text`, in order of place, the outer before the inner. What is found and its order depend on the
 * text alone. Linear in `text.length`; `meter`, for tests, counts the characters looked at closely.
 */
export function findCandidates(text: string, meter: Meter = { steps: 0 }): readonly Candidate[] {
  if (text.length < SHORTEST) return NONE;
  const found: Candidate[] = [];
  findHashes(text, found, meter);
  findRegions(text, found, meter);
  if (found.length === 0) return NONE;
  return found.length === 1 ? found : dropRepeats(found).sort(compare);
}
