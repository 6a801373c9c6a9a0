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
import { isSymbol, isUnspacedScript } from './characters.ts';
import { readTail } from './read-tail.ts';
import { record, type Scan } from './scan.ts';

/** RFC 1035: 253 characters without the trailing dot. Unicode names are shorter still. */
const MAX_LENGTH = 253;
/** Parents beyond this are not looked up: no registered name lies that deep below a longer one. */
const MAX_PARENTS = 8;
const CAPITAL_LABEL = /\.[A-Z][a-z]/;
const ODD_LABEL = /_|[.]-/;
const NAME_CHARACTER = /[\w-]/;
const WIDE = /[\u0080-\uffff]/;

const weaker = (a: Evidence, b: Evidence): Evidence => (a < b ? a : b);

function recordDomain(scan: Scan, from: number, to: number, evidence: Evidence): string | undefined {
  if (to - from > MAX_LENGTH) return undefined;
  scan.meter.steps += to - from;
  const value = canonicalise('domain', scan.refanged.text.slice(from, to));
  if (value !== undefined) record(scan, 'domain', value, from, to, evidence);
  return value;
}

/** The domain and its parents down to two labels: every one may be what the archive holds. */
function recordWithParents(scan: Scan, from: number, to: number, evidence: Evidence): void {
  const { text } = scan.refanged;
  const value = recordDomain(scan, from, to, evidence);
  if (value === undefined) return;
  // From the right, so that the cap keeps the registered ones: text and value have their dots in the same order.
  let inText = text.lastIndexOf('.', to - 1);
  let inValue = value.lastIndexOf('.');
  for (let parents = 0; parents < MAX_PARENTS; parents++) {
    inText = text.lastIndexOf('.', inText - 1);
    inValue = value.lastIndexOf('.', inValue - 1);
    if (inText < from || inValue < 0) return;
    record(scan, 'domain', value.slice(inValue + 1), inText + 1, to, EVIDENCE.implied);
  }
}

/** Where a label goes on after its last underscore and the hyphens there; `from` when it has none. */
function findCut(text: string, from: number, to: number): number {
  const label = text.slice(from, to);
  let cut = label.lastIndexOf('_') + 1;
  while (label.charAt(cut) === '-') cut++;
  return from + cut;
}

/** Readings that begin later: an underscore or a leading hyphen inside a label that would have to be registered. */
function recordCuts(scan: Scan, from: number, to: number, evidence: Evidence): void {
  const { text } = scan.refanged;
  const tld = text.lastIndexOf('.', to - 1);
  const registered = Math.max(from, text.lastIndexOf('.', tld - 1) + 1);
  const inRegistered = findCut(text, registered, tld);
  // `stix_evil.example`, and `node_main.cc`: less sure than it looks.
  const sure = evidence === EVIDENCE.plain ? EVIDENCE.doubtful : evidence;
  if (inRegistered > registered && inRegistered < tld) recordWithParents(scan, inRegistered, to, sure);
  if (registered === from) return;
  // `sample_www.evil.example`: a subdomain may hold underscores, so this is one reading more.
  const firstDot = text.indexOf('.', from);
  const inFirst = findCut(text, from, firstDot);
  if (inFirst > from && inFirst < firstDot) recordDomain(scan, inFirst, to, EVIDENCE.implied);
}

/** A sentence that follows without a space: `evil.example.The next`. */
function recordBeforeCapital(scan: Scan, from: number, to: number, evidence: Evidence): void {
  const chain = scan.refanged.text.slice(from, to);
  if (/^[A-Z]/.test(chain)) return;
  for (const found of chain.matchAll(new RegExp(CAPITAL_LABEL, 'g'))) {
    const end = from + found.index;
    const isAfterName = /[a-z]/.test(chain.charAt(found.index - 1));
    if (!isAfterName || chain.indexOf('.') === found.index) continue;
    const tail = readTail(scan.refanged.text, from, end);
    if (tail?.end === end) recordWithParents(scan, from, end, weaker(evidence, tail.evidence));
    return;
  }
}

/**
 * Whether a character that is not ASCII stands beside a name rather than in it: an ideograph of a sentence, a bullet, an
 * emoji before it; not the heart in `i❤evil.example`, nor a Cyrillic letter among Latin ones.
 */
function isGlueAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (isUnspacedScript(code)) return true;
  const isInside = NAME_CHARACTER.test(text.charAt(at - 1)) && NAME_CHARACTER.test(text.charAt(at + 1));
  return isSymbol(code) && !isInside;
}

/** Whether a label mixes ASCII with what only touches it: a name glued into a sentence, most likely. */
function isGlued(chain: string): boolean {
  return chain.split('.').some((label) => {
    let [hasAscii, hasGlue] = [false, false];
    for (let at = 0; at < label.length; at++) {
      hasAscii ||= label.charCodeAt(at) < 0x80;
      hasGlue ||= isGlueAt(label, at);
    }
    return hasAscii && hasGlue;
  });
}

/** The stretches of ASCII in a chain that is not all ASCII. */
function recordAsciiRuns(scan: Scan, from: number, to: number, evidence: Evidence): void {
  const { text } = scan.refanged;
  const isAscii = (at: number) => text.charCodeAt(at) < 0x80;
  for (let end = from; end < to; ) {
    let start = end;
    while (start < to && !(isAscii(start) && text.charAt(start) !== '.' && text.charAt(start) !== '-'))
      start++;
    end = start;
    while (end < to && isAscii(end)) end++;
    const isWholeLabel = start === from || text.charAt(start - 1) === '.';
    // A parent of the whole is recorded with it already; Cyrillic in a Latin name is a homograph, not glue.
    if (start >= end || (isWholeLabel && end === to)) continue;
    const isUnglued = (start > from && !isGlueAt(text, start - 1)) || (end < to && !isGlueAt(text, end));
    findDomains(scan, start, end, isUnglued ? EVIDENCE.implied : evidence);
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
  const tail = readTail(text, start, to, evidence < EVIDENCE.marked);
  const chain = text.slice(start, tail?.end ?? to);
  const isInSentence = !isUrlHost && WIDE.test(text.slice(start, to));
  if (tail !== undefined) {
    const sure = weaker(evidence, tail.evidence);
    recordWithParents(scan, start, tail.end, isInSentence && isGlued(chain) ? EVIDENCE.implied : sure);
    if (start > from) recordDomain(scan, from, tail.end, EVIDENCE.implied);
    if (ODD_LABEL.test(chain)) recordCuts(scan, start, tail.end, sure);
  }
  if (CAPITAL_LABEL.test(chain)) recordBeforeCapital(scan, start, tail?.end ?? to, evidence);
  if (isInSentence) recordAsciiRuns(scan, start, to, evidence);
  return tail?.end;
}

/** What the capitals of a chain say: `WScript.Shell`, `Agent.RU`; `PayPal.com`; nothing in `Evil.com` and `EVIL.COM`. */
export function weighCapitals(chain: string): Evidence {
  if (!/[A-Z]/.test(chain) || !/[a-z]/.test(chain)) return EVIDENCE.plain;
  if (/[A-Z]/.test(chain.slice(chain.lastIndexOf('.')))) return EVIDENCE.cased;
  return /[a-z][A-Z]/.test(chain) ? EVIDENCE.doubtful : EVIDENCE.plain;
}
