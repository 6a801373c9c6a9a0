/**
 * Finds MD5, SHA-1 and SHA-256 as runs of exactly 32, 40 or 64 hexadecimal characters, whatever stands around them:
 * in a URL, a file name, glued by underscores, with soft hyphens or zero-width spaces inside.
 *
 * Such a run holds a position that is a multiple of 32, so looking at every 32nd character finds them all:
 *
 *     text    MD5 of it: 9e107d9d372bb6826bd81d3542a419d6.
 *     probes                                 ^ position 31, hexadecimal: widen both ways, 32 characters, an MD5
 */
import { type Candidate, EVIDENCE } from './candidate.ts';
import { classify, HEX, INVISIBLE, isAt } from './characters.ts';
import { createKey, type IndicatorKind } from './indicator.ts';
import type { Meter } from './scan.ts';

const STRIDE = 32;
export const KIND_BY_LENGTH: Readonly<Record<number, IndicatorKind>> = {
  32: 'md5',
  40: 'sha1',
  64: 'sha256',
};

/** Of a SHA-256 and an escape before it. */
const MOST_DIGITS = 64 + 4;
const NO_DIGITS = /[^0-9a-f]+/gi;

const IN_RUN = HEX | INVISIBLE;
const isInRun = (text: string, at: number) => isAt(text, at, IN_RUN);

/** Adds the hashes of `text` to `found`, in order. */
export function findHashes(text: string, found: Candidate[], meter: Meter): void {
  for (let probe = STRIDE - 1; probe < text.length; probe += STRIDE) {
    if (!isInRun(text, probe)) continue;
    let start = probe;
    let end = probe + 1;
    // A run never reaches back over the last one: it would have been one run.
    while (start > 0 && isInRun(text, start - 1)) start--;
    while (end < text.length && isInRun(text, end)) end++;
    meter.steps += end - start;
    if (end - start >= STRIDE) addHash(text, start, end, found);
    // The last probe before the run's end: the next one lies beyond it.
    probe = end - ((end + 1) % STRIDE);
  }
}

/** Where a run that is long enough for a hash begins or goes on, at `from` or later; `text.length` where none does. */
export function findHashRun(text: string, from: number): number {
  for (let probe = from + STRIDE - 1; probe < text.length; probe += STRIDE) {
    // Most of a page is told by this alone.
    if ((classify(text.charCodeAt(probe)) & IN_RUN) === 0) continue;
    let start = probe;
    let end = probe + 1;
    while (start > from && isInRun(text, start - 1)) start--;
    while (end - start < STRIDE && end < text.length && isInRun(text, end)) end++;
    if (end - start >= STRIDE) return start;
    probe = end - 1;
  }
  return text.length;
}

function addHash(text: string, start: number, end: number, found: Candidate[]): void {
  let first = start;
  let last = end;
  while (first < last && isAt(text, first, INVISIBLE)) first++;
  while (last > first && isAt(text, last - 1, INVISIBLE)) last--;
  if (last - first > MOST_DIGITS) {
    // Too long for any hash and an escape: never copy a megabyte of data.
    let count = 0;
    for (let at = first; at < last; at++) if (isAt(text, at, HEX) && ++count > MOST_DIGITS) return;
  }
  const digits = text.slice(first, last).replace(NO_DIGITS, '');
  // `%22<hash>`, `\x22<hash>`, `\u0022<hash>`: the digits of an escape are none of the hash's.
  const before = text.slice(Math.max(0, first - 2), first);
  const isWhole = digits.length in KIND_BY_LENGTH;
  const skipped = isWhole ? 0 : before === '\\u' ? 4 : /%$|\\x/.test(before) ? 2 : 0;
  const kind = KIND_BY_LENGTH[digits.length - skipped];
  if (kind === undefined) return;
  first += skipped;
  const value = digits.slice(skipped).toLowerCase();
  // `0x` + 40 digits is a wallet or contract address, `0x` + 64 a transaction.
  const isNumber = /0x$/i.test(before);
  const evidence = isNumber ? EVIDENCE.implied : EVIDENCE.plain;
  found.push({ kind, value, key: createKey(kind, value), start: first, end: last, evidence });
}
