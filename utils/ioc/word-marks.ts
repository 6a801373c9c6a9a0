/**
 * The characters that every host needs, where they may stand in one. Native `indexOf` jumps to them, and a cheap look at
 * the neighbours drops sentence ends, decimals and times.
 */
import { CLOSING, DIGIT, HEX, HOST, INVISIBLE, isAt, isWordAt, OPENING, SPACE } from './characters.ts';

/** What may part labels apart from a dot: the word, and the dots of other keyboards. Apart: each alone is found fast. */
const SPOKEN_DOT = /dot/gi;
const WIDE_DOT = /[\u3002\uff0e\uff61]/g;
/** Eight groups with every colon in brackets. */
const LONGEST_IPV6 = 60;
/** Three digits, and what is shown as nothing. */
const LONGEST_GROUP = 16;
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
    return (isBracketed || isAt(text, at - 1, SPACE)) && !isAt(text, at + 2, SPACE);
  }
  if (before === DOT || after === DOT) return false;
  if (!isBracketed && !isAt(text, at - 1, HOST | INVISIBLE | CLOSING | SPACE)) return false;
  if (!isAt(text, at + 1, HOST | INVISIBLE)) {
    return isAt(text, at + 1, OPENING | CLOSING) || after === BACKSLASH;
  }
  if (isAt(text, at - 1, SPACE)) return isAt(text, at - 2, OPENING);
  if (isBracketed) return true;
  // `e.g. `, `U.S. `, `p.5 `: one character, and the word is over.
  const isShort = !isAt(text, at + 2, HOST | INVISIBLE | OPENING | CLOSING);
  if (isShort && isAt(text, text.charCodeAt(at + 2) === DOT ? at + 3 : at + 2, SPACE)) return false;
  return !isAt(text, at + 1, DIGIT) || isInIpv4(text, at);
}

/**
 * Whether three groups of digits follow the dot at `at`: no top-level domain begins with a digit (RFC 3696 section 2), so
 * that in a version or a decimal no dot is of interest, and in a domain a later one is.
 */
function isInIpv4(text: string, at: number): boolean {
  let next = at + 1;
  for (let groups = 0; groups < 2; groups++) {
    const start = next;
    while (next - start < LONGEST_GROUP && isAt(text, next, DIGIT | INVISIBLE)) next++;
    if (text.charCodeAt(next++) !== DOT) return false;
  }
  return isAt(text, next, DIGIT | INVISIBLE);
}

/** Whether the colon at `at` may be the first of an IPv6 address: two of them side by side follow, or six more. */
export function isColonOfInterest(text: string, at: number): boolean {
  let before = at - 1;
  while (at - before < 6 && isAt(text, before, HEX | INVISIBLE | OPENING | CLOSING)) before--;
  // `std::string`, `note: `.
  if (isWordAt(text, before)) return false;
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

/** Whether the word `dot` at `at` stands in brackets or between blanks. */
function isSpokenDotOfInterest(text: string, at: number): boolean {
  return isAt(text, at - 1, OPENING | SPACE) && isAt(text, at + 3, CLOSING | SPACE);
}

/** Whether the dot of another keyboard at `at` stands between names, or in brackets. */
function isWideDotOfInterest(text: string, at: number): boolean {
  return isAt(text, at - 1, HOST | OPENING) && isAt(text, at + 1, HOST | CLOSING);
}

export interface Marks {
  /** The next place at `from` or later where there may be a candidate; `text.length` when there is none. Ask in order. */
  next(from: number): number;
}

type IsOfInterest = (text: string, at: number) => boolean;

/** The next place, at `from` or later, that `pattern` finds and that is of interest. */
function findNext(pattern: RegExp, text: string, from: number, isOfInterest: IsOfInterest): number {
  pattern.lastIndex = from;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    if (isOfInterest(text, found.index)) return found.index;
  }
  return text.length;
}

/** The same for one character: native `indexOf` is the fastest there is. */
function findNextCharacter(
  character: string,
  text: string,
  from: number,
  isOfInterest: IsOfInterest,
): number {
  let at = text.indexOf(character, from);
  while (at >= 0 && !isOfInterest(text, at)) at = text.indexOf(character, at + 1);
  return at < 0 ? text.length : at;
}

/** The marks of hosts: dots and colons of interest. */
export function createWordMarks(text: string, isColon: IsOfInterest): Marks {
  let dot = -1;
  let colon = -1;
  let spoken = -1;
  let wide = -1;
  return {
    next(from) {
      if (dot < from) dot = findNextCharacter('.', text, from, isDotOfInterest);
      if (colon < from) colon = findNextCharacter(':', text, from, isColon);
      if (spoken < from) spoken = findNext(SPOKEN_DOT, text, from, isSpokenDotOfInterest);
      if (wide < from) wide = findNext(WIDE_DOT, text, from, isWideDotOfInterest);
      return Math.min(dot, colon, spoken, wide);
    },
  };
}
