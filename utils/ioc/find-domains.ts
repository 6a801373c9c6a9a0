/**
 * Reads a chain of labels (`www.evil.example`) as a domain, in every way that syntax allows: what the reader's eye
 * splits, syntax alone often cannot. A known set decides; here it is enough that the right reading is among them.
 *
 *     www.evil.example           the whole, and its parents down to two labels
 *     evil.example-based         the last label ends where no TLD goes on: evil.example
 *     evil.example.The           a sentence without its space: evil.example too
 *     stix_evil.example          an underscore cannot be registered: evil.example too
 *     访问evil.example下载        ASCII between ideographs: evil.example too
 *
 * The last label must be letters only (at least two), `xn--...`, or not ASCII: RFC 3696 section 2 (no TLD is numeric or
 * hyphenated). That alone keeps `a.b()`, `1.2.3` and most file names out.
 */

import { EVIDENCE, type Evidence } from './candidate.ts';
import { canonicalise } from './canonical.ts';
import { isGlue } from './characters.ts';
import { record, type Scan } from './scan.ts';

/** RFC 1035: 253 characters without the trailing dot. Unicode names are shorter still. */
const MAX_LENGTH = 253;
/** Parents beyond this are not looked up: no registered name lies that deep below a longer one. */
const MAX_PARENTS = 8;
const TLD = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/i;
const TLD_START = /^[a-z]{2,63}/i;
const CAPITAL_LABEL = /\.[A-Z][a-z]/g;
const ASCII_RUN = /[\w.-]*\.[\w.-]*/g;

const weaker = (a: Evidence, b: Evidence): Evidence => (a < b ? a : b);

interface Tail {
  readonly end: number;
  readonly evidence: Evidence;
}

/** Where the last label that can be a TLD ends in the chain [from, to), and how sure that is. */
export function readTail(text: string, from: number, to: number): Tail | undefined {
  let end = to;
  while (end > from && (text.charAt(end - 1) === '-' || text.charAt(end - 1) === '_')) end--;
  const dot = text.lastIndexOf('.', end - 1);
  if (dot <= from) return undefined;
  const label = text.slice(dot + 1, end);
  if (TLD.test(label)) return { end, evidence: EVIDENCE.marked };
  if (label.charCodeAt(0) >= 0x80) return { end, evidence: EVIDENCE.marked };
  const letters = TLD_START.exec(label)?.[0].length ?? 0;
  if (letters > 0) {
    // `evil.example1` is a footnote's number; `song.mp3` is not. The list asks the suffix.
    const isFootnote = /\d/.test(label.charAt(letters));
    return { end: dot + 1 + letters, evidence: isFootnote ? EVIDENCE.doubtful : EVIDENCE.marked };
  }
  if (!/^\d{1,4}$/.test(label)) return undefined;
  const before = readTail(text, from, dot);
  return before?.end === dot ? { end: dot, evidence: EVIDENCE.doubtful } : undefined;
}

function findDots(text: string, from: number, to: number): number[] {
  const dots: number[] = [];
  for (let at = from; at < to; at++) if (text.charAt(at) === '.') dots.push(at);
  return dots;
}

function recordWithParents(scan: Scan, from: number, to: number, evidence: Evidence): void {
  const { text } = scan.refanged;
  if (to - from > MAX_LENGTH) return;
  scan.meter.steps += to - from;
  const value = canonicalise('domain', text.slice(from, to));
  if (value === undefined) return;
  record(scan, 'domain', value, from, to, evidence);
  const dots = findDots(text, from, to);
  const labels = value.split('.');
  if (labels.length !== dots.length + 1) return;
  for (let index = Math.max(0, dots.length - 1 - MAX_PARENTS); index < dots.length - 1; index++) {
    const start = (dots[index] ?? 0) + 1;
    record(scan, 'domain', labels.slice(index + 1).join('.'), start, to, EVIDENCE.implied);
  }
}

/** Readings that begin later: an underscore or a leading hyphen inside a label that would have to be registered. */
function recordCuts(scan: Scan, from: number, to: number, evidence: Evidence): void {
  const { text } = scan.refanged;
  const tld = text.lastIndexOf('.', to - 1);
  const registered = Math.max(from, text.lastIndexOf('.', tld - 1) + 1);
  const cut = (start: number, end: number) => {
    let at = Math.max(start, text.slice(start, end).lastIndexOf('_') + start + 1);
    while (at < end && text.charAt(at) === '-') at++;
    return at;
  };
  const inRegistered = cut(registered, tld);
  const isCut = text.slice(registered, inRegistered).match(/[_-]/) !== null;
  if (isCut && inRegistered < tld) recordWithParents(scan, inRegistered, to, evidence);
  if (registered === from) return;
  const firstDot = text.indexOf('.', from);
  const inFirst = cut(from, firstDot);
  const isGluedName = inFirst > from && inFirst < firstDot && text.charAt(inFirst - 1) === '_';
  if (isGluedName) recordImplied(scan, inFirst, to);
}

function recordImplied(scan: Scan, from: number, to: number): void {
  const value = canonicalise('domain', scan.refanged.text.slice(from, to));
  if (value !== undefined) record(scan, 'domain', value, from, to, EVIDENCE.implied);
}

/** A sentence that follows without a space: `evil.example.The next`. */
function recordBeforeCapital(scan: Scan, from: number, to: number, evidence: Evidence): void {
  const chain = scan.refanged.text.slice(from, to);
  CAPITAL_LABEL.lastIndex = 0;
  for (let found = CAPITAL_LABEL.exec(chain); found !== null; found = CAPITAL_LABEL.exec(chain)) {
    const end = from + found.index;
    if (!/[a-z]/.test(chain.charAt(found.index - 1)) || /[A-Z]/.test(chain.charAt(0))) continue;
    if (chain.lastIndexOf('.', found.index - 1) <= 0) continue;
    const tail = readTail(scan.refanged.text, from, end);
    if (tail?.end === end) recordWithParents(scan, from, end, weaker(evidence, tail.evidence));
    return;
  }
}

/** Whether a label mixes ASCII with a script that has no spaces: a name glued into a sentence, most likely. */
function isGlued(chain: string): boolean {
  return chain.split('.').some((label) => {
    let [hasAscii, hasUnspaced] = [false, false];
    for (let at = 0; at < label.length; at++) {
      const code = label.charCodeAt(at);
      hasAscii ||= code < 0x80;
      hasUnspaced ||= isGlue(code);
    }
    return hasAscii && hasUnspaced;
  });
}

/** The stretches of ASCII in a chain that is not all ASCII. */
function recordAsciiRuns(scan: Scan, from: number, to: number, evidence: Evidence): void {
  const { text } = scan.refanged;
  for (const run of text.slice(from, to).matchAll(ASCII_RUN)) {
    let start = from + run.index;
    const end = start + run[0].length;
    while (start < end && /[.-]/.test(text.charAt(start))) start++;
    const isWholeLabel = start === from || text.charAt(start - 1) === '.';
    const isUnspaced =
      (start === from || isGlue(text.charCodeAt(start - 1))) && (end === to || isGlue(text.charCodeAt(end)));
    // A parent of the whole is recorded with it already; Cyrillic in a Latin name is a homograph, not glue.
    if (isWholeLabel && end === to) continue;
    findDomains(scan, start, end, isUnspaced ? evidence : EVIDENCE.implied);
  }
}

/**
 * Records the readings of the chain [from, to) of the fanged text. Answers where the first reading ends (what follows
 * a host - port, path - follows there), `undefined` when there is none.
 */
export function findDomains(
  scan: Scan,
  from: number,
  to: number,
  evidence: Evidence,
  isUrlHost = false,
): number | undefined {
  const { text } = scan.refanged;
  scan.meter.steps += to - from;
  let start = from;
  while (start < to && text.charAt(start) === '-') start++;
  const tail = readTail(text, start, to);
  const isAscii = !hasWide(text, start, to);
  if (tail !== undefined) {
    const sure = weaker(evidence, tail.evidence);
    const isSentence = !isAscii && !isUrlHost && isGlued(text.slice(start, tail.end));
    recordWithParents(scan, start, tail.end, isSentence ? EVIDENCE.implied : sure);
    if (start > from) recordImplied(scan, from, tail.end);
    recordCuts(scan, start, tail.end, sure);
  }
  recordBeforeCapital(scan, start, tail?.end ?? to, evidence);
  if (!isAscii && !isUrlHost) recordAsciiRuns(scan, start, to, evidence);
  return tail?.end;
}

function hasWide(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) >= 0x80) return true;
  return false;
}

/** What the capitals of a chain say: `WScript.Shell`, `Agent.RU`; `PayPal.com`; nothing in `Evil.com` and `EVIL.COM`. */
export function weighCapitals(chain: string): Evidence {
  if (!/[A-Z]/.test(chain) || !/[a-z]/.test(chain)) return EVIDENCE.plain;
  if (/[A-Z]/.test(chain.slice(chain.lastIndexOf('.')))) return EVIDENCE.cased;
  return /[a-z][A-Z]/.test(chain) ? EVIDENCE.doubtful : EVIDENCE.plain;
}
