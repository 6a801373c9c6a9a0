/** Finds IPv4 and IPv6 addresses in fanged text. */

import { EVIDENCE, type Evidence } from './candidate.ts';
import { canonicalise } from './canonical.ts';
import { HEX, isAt, isWordAt, LETTER } from './characters.ts';
import { hasPosition, originalStart } from './refanged.ts';
import { record, type Scan } from './scan.ts';

const QUAD = /\d\.\d{1,3}\.\d{1,3}\.\d/;
const QUADS = /\d{1,3}(?:\.\d{1,3}){3}/g;
/** RFC 4291: eight groups of four, or the last two as dotted decimal. */
const LONGEST_IPV6 = 45;
/** `version 1.2.3.4`, `"version":"1.2.3.4"`, `updates V8 to 1.2.3.4`, `section 4.2.1.7`, `Chrome/131.0.0.0`. */
const VERSION_BEFORE =
  /(?:(?:\bv|\bver|versions?|build|release|firmware|\brev|\brv|section|chapter)[.:=\s"'>(,\]]{0,5}|§|(?:chrome|edge?|firefox|safari)\/|(?:updat|upgrad|patch|bump)\w*\s[^.;]{0,20}\bto\s)$/i;
/** How much of the text before an address tells that it is a version. */
export const VERSION_REACH = 36;
const PREFIX = /^\/(\d{1,2})(?![\w.])/;
const IPV6_PREFIX = /^\/\d{1,3}(?![\w.])/;

export const isVersionNext = (before: string): boolean => VERSION_BEFORE.test(before);

const isLetter = (text: string, at: number) => isAt(text, at, LETTER);

/** A hyphen or an underscore, and a word beyond it: `setup-1.2.3.4`, `db8::1_x`. */
function isJoined(text: string, from: number, to: number): boolean {
  return (
    (/[-_]/.test(text.charAt(from - 1)) && isLetter(text, from - 2)) ||
    (/[-_]/.test(text.charAt(to)) && isLetter(text, to + 1))
  );
}

/** `203.0.113.0/24` names a network; `203.0.113.7/24` an address in it, `/32` an address alone. */
function isNetwork(address: string, after: string): boolean {
  const bits = Number(PREFIX.exec(after)?.[1] ?? 32);
  if (bits >= 32) return false;
  const number = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return number % 2 ** (32 - bits) === 0;
}

function weighIpv4(scan: Scan, from: number, to: number): Evidence {
  const { text, defangs } = scan.refanged;
  if (isNetwork(text.slice(from, to), text.slice(to, to + 4))) return EVIDENCE.implied;
  if (hasPosition(defangs, from, to)) return EVIDENCE.marked;
  const isGlued = isLetter(text, from - 1) || isLetter(text, to) || isJoined(text, from, to);
  if (isGlued) return EVIDENCE.doubtful;
  const start = originalStart(scan.refanged, from);
  const before = scan.source.slice(Math.max(0, start - VERSION_REACH), start);
  if (isVersionNext(before)) return EVIDENCE.doubtful;
  return EVIDENCE.plain;
}

/**
 * Records the IPv4 addresses in the chain [from, to). `cap`: the most that the chain lets them be (`1.2.3.4.isp.example`
 * implies an address at most). Answers where an address that ends the chain ends.
 */
export function findIpv4(scan: Scan, from: number, to: number, cap: Evidence): number | undefined {
  const { text } = scan.refanged;
  const chain = text.slice(from, to);
  if (!QUAD.test(chain)) return undefined;
  let last: number | undefined;
  for (const quad of chain.matchAll(QUADS)) {
    const start = from + quad.index;
    const end = start + quad[0].length;
    if (
      (start > from && /[\d.]/.test(text.charAt(start - 1))) ||
      (end < to && /^\.?\d/.test(text.slice(end, end + 2)))
    )
      continue;
    if (canonicalise('ipv4', quad[0]) === undefined) continue;
    // `1.2.3.4.exe`, or the next sentence: `1.2.3.4.Then`.
    const isBeforeName = end < to && text.charAt(end) === '.';
    const evidence = isBeforeName ? EVIDENCE.doubtful : weighIpv4(scan, start, end);
    record(scan, 'ipv4', quad[0], start, end, evidence < cap ? evidence : cap);
    last = end;
  }
  return last;
}

function isIpv6Text(text: string): boolean {
  if (text.length > LONGEST_IPV6) return false;
  const colons = text.split(':').length - 1;
  return text.includes('::') ? colons <= 8 : colons === 7 || (colons === 6 && text.includes('.'));
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

function weighIpv6({ refanged: { text } }: Scan, from: number, to: number, isDefanged: boolean): Evidence {
  // `2001:db8::/32` names a network.
  if (text.slice(from, to).endsWith('::') && IPV6_PREFIX.test(text.slice(to, to + 5)))
    return EVIDENCE.implied;
  if (isDefanged) return EVIDENCE.marked;
  return isJoined(text, from, to) ? EVIDENCE.doubtful : EVIDENCE.plain;
}

/** Records the IPv6 address that the colon at `at` is the first of, if it is; answers its place, or where to go on. */
export function findIpv6(scan: Scan, at: number, from: number, to: number, cap: Evidence): Span | number {
  const { text, defangs } = scan.refanged;
  let start = at;
  while (start > from && isAt(text, start - 1, HEX)) start--;
  // `src:2001:db8::1`, `地址：2001:db8::1`: a word and its colon; the address begins after it.
  if (isWordAt(text, start - 1) || (start === at && text.charAt(at + 1) !== ':')) {
    scan.meter.steps += at - start + 1;
    return at + 1;
  }
  // The run of hexadecimal digits, colons and dots, and the address without what trails it.
  let runEnd = at + 1;
  while (runEnd < to && (':.'.includes(text.charAt(runEnd)) || isAt(text, runEnd, HEX))) runEnd++;
  let end = runEnd;
  while (end > at + 1 && /(?:\.|[^:]:)$/.test(text.slice(end - 2, end))) end--;
  scan.meter.steps += runEnd - start;
  const address = text.slice(start, end);
  const value = !isWordAt(text, end) && isIpv6Text(address) ? canonicalise('ipv6', address) : undefined;
  const isDefanged = hasPosition(defangs, start, end);
  // `::` alone is punctuation in half of all programming languages.
  if (value === undefined || (value === '::' && !isDefanged)) return runEnd;
  const evidence = weighIpv6(scan, start, end, isDefanged);
  record(scan, 'ipv6', value, start, end, evidence < cap ? evidence : cap);
  if (address.includes('.')) findIpv4(scan, start + address.lastIndexOf(':') + 1, end, cap);
  return { start, end };
}
