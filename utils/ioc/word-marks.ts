/**
 * The characters that every host needs, where they may stand in one. Native `indexOf` jumps to them, and a cheap look at
 * the neighbours drops sentence ends, decimals and times.
 */
import {
  CLOSING,
  classify,
  DIGIT,
  HEX,
  HOST,
  INVISIBLE,
  isAt,
  isWordAt,
  OPENING,
  SPACE,
} from './characters.ts';

/** The dots of other keyboards. A pattern that no text of one byte a character can match is not even tried on one. */
const WIDE_DOT = /[\u3002\uff0e\uff61]/g;
/** The word `dot` in any case: as it is mostly written, or with one of its letters as a capital, which are rare. */
const SPOKEN_DOTS = [
  ['dot', 0],
  ['D', 0],
  ['O', 1],
  ['T', 2],
] as const;
/** Eight groups with every colon in brackets. */
const LONGEST_IPV6 = 60;
/** Three digits, and what is shown as nothing. */
const LONGEST_GROUP = 16;
const BACKSLASH = 0x5c;
const DOT = 0x2e;
const COLON = 0x3a;
const SLASH = 0x2f;

/** Whether the dot at `at` may stand between two labels. Asked of every dot of a page: each neighbour is classified once. */
function isDotOfInterest(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at + 1);
  const left = classify(before);
  const right = classify(after);
  const isBracketed = (left & OPENING) !== 0 || before === BACKSLASH;
  if ((right & SPACE) !== 0) {
    // ` . ` between words, `[. ]`: all other full stops end here.
    return (isBracketed || (left & SPACE) !== 0) && !isAt(text, at + 2, SPACE);
  }
  if (before === DOT || after === DOT) return false;
  if (!isBracketed && (left & (HOST | INVISIBLE | CLOSING | SPACE)) === 0) return false;
  if ((right & (HOST | INVISIBLE)) === 0) return (right & (OPENING | CLOSING)) !== 0 || after === BACKSLASH;
  if ((left & SPACE) !== 0) return isAt(text, at - 2, OPENING);
  if (isBracketed) return true;
  // `e.g. `, `U.S. `, `p.5 `: one character, and the word is over.
  const isShort = !isAt(text, at + 2, HOST | INVISIBLE | OPENING | CLOSING);
  if (isShort && isAt(text, text.charCodeAt(at + 2) === DOT ? at + 3 : at + 2, SPACE)) return false;
  return (right & DIGIT) === 0 || isInIpv4(text, at);
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

/**
 * Whether the colon at `at` may be the first of an IPv6 address (two of them side by side follow, or six more), or a URL's
 * whose host may be a number.
 */
export function isColonOfInterest(text: string, at: number): boolean {
  if (text.charCodeAt(at + 1) === SLASH) return isAt(text, at + 3, DIGIT);
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

/** Whether the word `dot` stands at `at`, in brackets or between blanks. */
function isSpokenDotOfInterest(text: string, at: number): boolean {
  return (
    isAt(text, at - 1, OPENING | SPACE) &&
    isAt(text, at + 3, CLOSING | SPACE) &&
    text.slice(at, at + 3).toLowerCase() === 'dot'
  );
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

/** The same for a few characters, which stand `offset` behind the place: native `indexOf` is the fastest there is. */
function findNextCharacters(
  characters: string,
  text: string,
  from: number,
  isOfInterest: IsOfInterest,
  offset = 0,
): number {
  let at = text.indexOf(characters, from + offset);
  while (at >= 0 && !isOfInterest(text, at - offset)) at = text.indexOf(characters, at + 1);
  return at < 0 ? text.length : at - offset;
}

/** The marks of hosts: dots and colons of interest. */
export function createWordMarks(text: string, isColon: IsOfInterest): Marks {
  let dot = -1;
  let colon = -1;
  let spoken = -1;
  let wide = -1;
  const spokenBy = SPOKEN_DOTS.map(() => -1);

  function findNextSpoken(from: number): number {
    for (const [index, [characters, offset]] of SPOKEN_DOTS.entries()) {
      if ((spokenBy[index] ?? 0) >= from) continue;
      spokenBy[index] = findNextCharacters(characters, text, from, isSpokenDotOfInterest, offset);
    }
    return Math.min(...spokenBy);
  }

  return {
    next(from) {
      if (dot < from) dot = findNextCharacters('.', text, from, isDotOfInterest);
      if (colon < from) colon = findNextCharacters(':', text, from, isColon);
      if (spoken < from) spoken = findNextSpoken(from);
      if (wide < from) wide = findNext(WIDE_DOT, text, from, isWideDotOfInterest);
      return Math.min(dot, colon, spoken, wide);
    },
  };
}
