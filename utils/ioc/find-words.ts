/**
 * Finds the words of a text that may be URLs, domains or addresses. Most of a text is never looked at: native `indexOf`
 * jumps to the characters that every host needs, and a cheap look at the neighbours drops sentence ends, decimals and
 * times. Only then the word around is refanged and read:
 *
 *     see hxxp://a[.]b.example/x, 3.5 MB. Then
 *                  ^ a dot between names: read this word    ^ ^ no
 */
import type { Candidate } from './candidate.ts';
import { isAt, OPENING, SPACE } from './characters.ts';
import { IS_PERCENT_ENCODED } from './defang-forms.ts';
import { findNetwork } from './find-network.ts';
import { skipBracketedDot, skipJoiningBlanks } from './joining-blanks.ts';
import { refang } from './refang.ts';
import type { Meter } from './scan.ts';
import { createWordMarks, isColonOfInterest } from './word-marks.ts';

/** Where the word around `at` begins, not before `floor`; words that a defanged dot joins are one. */
function findStart(text: string, at: number, floor: number): number {
  let start = at;
  // Into the separator first: ` [.] ` and ` dot ` begin with a blank.
  while (start > floor && at - start < 4 && isAt(text, start - 1, SPACE | OPENING)) start--;
  let separator = isAt(text, start, SPACE) ? skipJoiningBlanks(text, start) : 0;
  if (separator <= at) {
    // What blanks stand before it that join nothing is no matter: it is read as at the beginning of a text.
    while (start < at && isAt(text, start, SPACE)) start++;
    separator = skipBracketedDot(text, start);
  }
  if (separator <= at) start = at;
  while (start > floor) {
    if (!isAt(text, start - 1, SPACE)) start--;
    else if (skipJoiningBlanks(text, start - 1) === start) start--;
    else break;
  }
  return start;
}

/** What no word ends at: ASCII but for blanks and opening brackets. Native, where most words end in one step. */
const ORDINARY = /[!-')-;=-Z\\-z|-~]+/y;

/** Where the word that begins at `start` ends. */
function findEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    ORDINARY.lastIndex = end;
    if (ORDINARY.test(text)) end = ORDINARY.lastIndex;
    if (end === text.length) break;
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

/** Adds the URLs, domains and addresses of `text`: goes from mark to mark. */
export function findWords(text: string, found: Candidate[], meter: Meter): void {
  const marks = createWordMarks(text, isColonOfInterest);
  let done = 0;
  for (let at = marks.next(0); at < text.length; at = marks.next(done)) {
    done = readWord(text, at, done, found, meter);
  }
}
