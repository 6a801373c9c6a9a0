/**
 * Finds the words of a text that may be URLs, domains or addresses. Most of a text is never looked at: native `indexOf`
 * jumps to the characters that every host needs, and a cheap look at the neighbours drops sentence ends, decimals and
 * times. Only then the word around is refanged and read:
 *
 *     see hxxp://a[.]b.example/x, 3.5 MB. Then
 *                  ^ a dot between names: read this word    ^ ^ no
 */
import type { Candidate } from './candidate.ts';
import { CLOSING, DIGIT, HEX, HOST, INVISIBLE, isAt, OPENING, SPACE } from './characters.ts';
import { IS_PERCENT_ENCODED } from './defang-forms.ts';
import { findNetwork } from './find-network.ts';
import { skipBracketedDot, skipJoiningBlanks } from './joining-blanks.ts';
import { refang } from './refang.ts';
import type { Meter } from './scan.ts';

/** What may part labels apart from a dot: the word, and the dots of other keyboards. */
const RARE_DOT = /dot|[\u3002\uff0e\uff61]/gi;
/** Eight groups with every colon in brackets. */
const LONGEST_IPV6 = 60;
const BACKSLASH = 0x5c;
const DOT = 0x2e;
const COLON = 0x3a;

/** Whether the dot at `at` may stand between two labels. */
function isDotOfInterest(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at + 1);
  const isBracketed = isAt(text, at - 1, OPENING) || before === BACKSLASH;
  if (isAt(text, at + 1, SPACE)) {
    // ` . ` between words, `[. ]`: all other full stops end here.
    return at > 0 && (isBracketed || isAt(text, at - 1, SPACE)) && !isAt(text, at + 2, SPACE);
  }
  if (before === DOT || after === DOT) return false;
  if (!isBracketed && !isAt(text, at - 1, HOST | INVISIBLE | CLOSING | SPACE)) return false;
  if (!isAt(text, at + 1, HOST | INVISIBLE)) {
    return at > 0 && (isAt(text, at + 1, OPENING | CLOSING) || after === BACKSLASH);
  }
  if (isAt(text, at - 1, SPACE)) return isAt(text, at - 2, OPENING);
  // `e.g. `, `U.S. `, `p.5 `: one character, and the word is over.
  const isShort = !isAt(text, at + 2, HOST | INVISIBLE | OPENING | CLOSING);
  if (isShort && isAt(text, text.charCodeAt(at + 2) === DOT ? at + 3 : at + 2, SPACE)) return false;
  return !(isAt(text, at - 1, DIGIT) && isAt(text, at + 1, DIGIT)) || !isDecimal(text, at);
}

/** `3.5`: digits, one dot, digits, and nothing that goes on. */
function isDecimal(text: string, at: number): boolean {
  let [start, end] = [at - 1, at + 1];
  while (at - start < 5 && isAt(text, start, DIGIT)) start--;
  while (end - at < 5 && isAt(text, end, DIGIT)) end++;
  if (text.charCodeAt(start) === DOT || goesOn(text, start)) return false;
  return text.charCodeAt(end) === DOT ? !goesOn(text, end + 1) : !goesOn(text, end);
}

const goesOn = (text: string, at: number) => isAt(text, at, HOST | INVISIBLE | OPENING | CLOSING);

/** Whether the colon at `at` may be the first of an IPv6 address: two of them side by side follow, or six more. */
function isColonOfInterest(text: string, at: number): boolean {
  let before = at - 1;
  while (at - before < 6 && isAt(text, before, HEX | INVISIBLE | OPENING | CLOSING)) before--;
  // `std::string`, `note: `.
  if (isAt(text, before, HOST)) return false;
  let colons = 1;
  let digits = 0;
  for (let next = at + 1; next < at + LONGEST_IPV6; next++) {
    if (text.charCodeAt(next) === COLON) {
      if (digits === 0 || ++colons === 6) return true;
      digits = 0;
    } else if (isAt(text, next, HEX)) {
      if (++digits > 4) return false;
    } else if (!isAt(text, next, INVISIBLE | OPENING | CLOSING)) return false;
  }
  return false;
}

/** Whether the word `dot` at `at` stands in brackets or between blanks, or another dot between names. */
function isRareDotOfInterest(text: string, at: number): boolean {
  if (text.charCodeAt(at) > 0x7f) return isAt(text, at - 1, HOST) && isAt(text, at + 1, HOST);
  return at > 0 && isAt(text, at - 1, OPENING | SPACE) && isAt(text, at + 3, CLOSING | SPACE);
}

function findRareDot(text: string, from: number): number {
  RARE_DOT.lastIndex = from;
  return RARE_DOT.exec(text)?.index ?? -1;
}

/** Where the word around `at` begins, not before `floor`; words that a defanged dot joins are one. */
function findStart(text: string, at: number, floor: number): number {
  let start = at;
  // Into the separator first: ` [.] ` and ` dot ` begin with a blank.
  while (start > floor && at - start < 4 && isAt(text, start - 1, SPACE | OPENING)) start--;
  if (start < at && isAt(text, start, SPACE) && skipJoiningBlanks(text, start) <= at) start = at;
  while (start > floor) {
    if (!isAt(text, start - 1, SPACE)) start--;
    else if (skipJoiningBlanks(text, start - 1) === start) start--;
    else break;
  }
  return start;
}

/** Where the word that begins at `start` ends. */
function findEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    let next = end + 1;
    if (isAt(text, end, SPACE)) next = skipJoiningBlanks(text, end);
    else if (isAt(text, end, OPENING)) next = skipBracketedDot(text, end) || next;
    if (next === 0) break;
    end = next;
  }
  return end;
}

/** Reads the word around `at`; answers where it ends. */
function readWord(text: string, at: number, floor: number, found: Candidate[], meter: Meter): number {
  const start = findStart(text, at, floor);
  const end = findEnd(text, start);
  meter.steps += end - start;
  const word = text.slice(start, end);
  // A whole URL in percent-encoding; of one that stands in another's query, find-network.ts takes care.
  const isEncoded = IS_PERCENT_ENCODED.test(word) && !word.includes('//');
  const refanged = refang(text, start, end, isEncoded);
  findNetwork({ source: text, refanged, found, meter }, 0, refanged.text.length, 0);
  return Math.max(end, at + 1);
}

/** Adds the URLs, domains and addresses of `text`: goes from mark to mark, a dot, a colon, a rare dot. */
export function findWords(text: string, found: Candidate[], meter: Meter): void {
  const end = text.length;
  const orEnd = (at: number) => (at < 0 ? end : at);
  let dot = orEnd(text.indexOf('.'));
  let colon = orEnd(text.indexOf(':'));
  let rare = orEnd(findRareDot(text, 0));
  let done = 0;
  while (dot < end || colon < end || rare < end) {
    const at = Math.min(dot, colon, rare);
    const isOfInterest =
      at === dot
        ? isDotOfInterest(text, at)
        : at === colon
          ? isColonOfInterest(text, at)
          : isRareDotOfInterest(text, at);
    if (isOfInterest) done = readWord(text, at, done, found, meter);
    const next = isOfInterest ? done : at + 1;
    if (dot < next) dot = orEnd(text.indexOf('.', next));
    if (colon < next) colon = orEnd(text.indexOf(':', next));
    if (rare < next) rare = orEnd(findRareDot(text, next));
  }
}
