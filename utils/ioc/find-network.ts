/**
 * Finds URLs, domains and addresses in one stretch of fanged text, and those inside them: the host of a URL, what its
 * path and query name, parent domains. Mutual recursion is bounded by MAX_DEPTH, so the work stays linear.
 */

import { EVIDENCE } from './candidate.ts';
import { canonicalise } from './canonical.ts';
import { HOST, isAt } from './characters.ts';
import { IS_PERCENT_ENCODED } from './defang-forms.ts';
import { findIpv4, findIpv6 } from './find-addresses.ts';
import { findDomains } from './find-domains.ts';
import { readPath } from './read-path.ts';
import { readUrl, type UrlPlace } from './read-url.ts';
import { findEarlierEnds, listWideDots, MAX_URL_LENGTH, recordUrl } from './record-url.ts';
import { refang } from './refang.ts';
import { findPosition, hasPosition, originalEnd, originalStart } from './refanged.ts';
import { record, type Scan } from './scan.ts';
import { weighChain } from './weigh-chain.ts';

/** URLs inside URLs inside URLs: redirectors and archives go no deeper. */
const MAX_DEPTH = 3;
const NO_DOTS: readonly number[] = [];
const PORT = /:\d{1,5}(?!\d)/y;

/** `indexOf` that never looks beyond `to`. */
function indexWithin(text: string, needle: string, from: number, to: number): number {
  if (to === text.length) return text.indexOf(needle, from);
  const index = text.slice(from, to).indexOf(needle);
  return index < 0 ? -1 : from + index;
}

/** The end of the chain of labels whose label or dot begins at `at`. */
function readChain(text: string, at: number, to: number): number {
  let end = at;
  while (end < to) {
    if (isAt(text, end, HOST)) end++;
    else if (text.charAt(end) === '.' && end + 1 < to && isAt(text, end + 1, HOST)) end += 2;
    else break;
  }
  return end;
}

/** A path or a port after a host without a scheme: both schemes that it may have had are looked up. */
function recordSchemeless(scan: Scan, from: number, hostEnd: number, to: number): number {
  const { text } = scan.refanged;
  if (hostEnd === to || !':/?'.includes(text.charAt(hostEnd))) return hostEnd;
  PORT.lastIndex = hostEnd;
  const port = PORT.exec(text)?.[0].length ?? 0;
  let end = Math.min(to, hostEnd + port);
  const pathStart = end;
  const next = text.charAt(end);
  if (end < to && (next === '/' || next === '?')) end = readPath(text, end, to, text.charAt(from - 1));
  scan.meter.steps += end - from;
  const isUrl = end > hostEnd && end - from <= MAX_URL_LENGTH;
  const ends = isUrl
    ? [end, ...findEarlierEnds(text, pathStart, end), ...listWideDots(scan, pathStart, end)]
    : [];
  for (const last of ends) {
    for (const scheme of ['http', 'https']) {
      const value = canonicalise('url', `${scheme}://${text.slice(from, last)}`);
      if (value !== undefined) record(scan, 'url', value, from, last, EVIDENCE.implied);
    }
  }
  if (end > pathStart) findInside(scan, pathStart, end, 1);
  return end;
}

/** The readings of one chain; answers where to go on. */
function findInChain(scan: Scan, from: number, to: number, limit: number, isInPath: boolean): number {
  const { weakDots, wideDots } = scan.refanged;
  if (hasPosition(weakDots, from, to)) return findAcrossWeakDots(scan, from, to, limit, isInPath);
  const end = findWhole(scan, from, to, limit, isInPath);
  if (!hasPosition(wideDots, from, to)) return end;
  const own: Scan = { ...scan, refanged: { ...scan.refanged, wideDots: NO_DOTS } };
  return Math.max(end, findBetween(own, wideDots, from, to, limit, isInPath));
}

function findWhole(scan: Scan, from: number, to: number, limit: number, isInPath: boolean): number {
  const { text } = scan.refanged;
  const evidence = weighChain(scan, from, to, isInPath);
  const domainEnd = findDomains(scan, from, to, evidence);
  const cap = domainEnd === undefined ? EVIDENCE.marked : EVIDENCE.implied;
  const hostEnd = domainEnd ?? findIpv4(scan, from, to, cap);
  if (domainEnd !== undefined) findIpv4(scan, from, to, cap);
  const isHostAlone = hostEnd === to && !isInPath && text.charAt(from - 1) !== '@' && text.charAt(to) !== '@';
  return isHostAlone ? Math.max(to, recordSchemeless(scan, from, to, limit)) : to;
}

/**
 * `evil dot example`, `evil.example . Then`: the parts on their own, and the whole. Of a name that is not all ASCII only
 * the archive can tell: `通信先。evil.example`.
 */
function findAcrossWeakDots(scan: Scan, from: number, to: number, limit: number, isInPath: boolean): number {
  const { text, defangs, weakDots } = scan.refanged;
  const whole =
    isInPath || /[^ -~]/.test(text.slice(from, to))
      ? EVIDENCE.implied
      : hasPosition(defangs, from, to)
        ? EVIDENCE.marked
        : EVIDENCE.doubtful;
  // Four numbers that count as an address are no sentence.
  if (findDomains(scan, from, to, whole) === undefined) findIpv4(scan, from, to, EVIDENCE.marked);
  const own: Scan = { ...scan, refanged: { ...scan.refanged, weakDots: NO_DOTS } };
  return findBetween(own, weakDots, from, to, limit, isInPath);
}

/** The parts between some `dots`, each on its own. */
function findBetween(
  scan: Scan,
  dots: readonly number[],
  from: number,
  to: number,
  limit: number,
  isInPath: boolean,
): number {
  let at = from;
  for (let index = findPosition(dots, from); (dots[index] ?? to) < to; index++) {
    const dot = dots[index] ?? to;
    scan.meter.steps++;
    if (dot > at) findInChain(scan, at, dot, dot, isInPath);
    at = dot + 1;
  }
  return at < to ? findInChain(scan, at, to, limit, isInPath) : to;
}

const ENCODED = /^(?:(?:25)+(?:2[267f]|3[ad]|40)|[0-9a-f]{2})/i;

/** `%s.evil.example`, `%2Fevil.example`, `%252fevil.example`: what a percent sign took. */
function skipPercent(text: string, start: number, dot: number): number {
  if (dot - start === 1) return dot;
  return start + (ENCODED.exec(text.slice(start, dot))?.[0].length ?? 0);
}

/** `\nevil.example`, `\x22evil.example`, `\u0022192.0.2.1`: what an escape took. `\\nas.example` is a path's host. */
const ESCAPE = /^(?:[nrt]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})(?=[^.])/;
/** And a word's edge, where the dots are escaped too: `\bevil\.example\b`. */
const PATTERN_ESCAPE = new RegExp(`^b(?=[^.])|${ESCAPE.source}`);

/**
 * The readings of a chain that an escape may stand before. In `C:\new.example` none does: so the whole is offered too, and
 * what is left is a doubtful host unless it is written defanged.
 */
function findAfterEscape(scan: Scan, from: number, to: number, limit: number, isInPath: boolean): number {
  const { text, defangs } = scan.refanged;
  const isEscaped = text.charAt(from - 1) === '\\' && text.charAt(from - 2) !== '\\';
  if (!isEscaped) return findInChain(scan, from, to, limit, isInPath);
  const isDefanged = hasPosition(defangs, from, to);
  const length = (isDefanged ? PATTERN_ESCAPE : ESCAPE).exec(text.slice(from, to))?.[0].length;
  if (length === undefined) return findInChain(scan, from, to, limit, isInPath);
  findDomains(scan, from, to, EVIDENCE.implied);
  return findInChain(scan, from + length, to, limit, isInPath || !isDefanged);
}

/** Domains and IPv4 addresses of a stretch without schemes and IPv6 addresses. */
function findHosts(scan: Scan, from: number, to: number, isInPath: boolean): void {
  const { text } = scan.refanged;
  let at = from;
  for (let dot = indexWithin(text, '.', at, to); dot >= 0; dot = indexWithin(text, '.', at, to)) {
    let start = dot;
    while (start > at && isAt(text, start - 1, HOST)) start--;
    if (text.charAt(start - 1) === '%') start = skipPercent(text, start, dot);
    // A dot without a label before it begins nothing: `..evil.example`.
    const end = start < dot ? readChain(text, dot, to) : dot;
    scan.meter.steps += end - at;
    at = end > dot ? findAfterEscape(scan, start, end, to, isInPath) : dot + 1;
  }
}

/** A stretch without schemes: IPv6 addresses first, their colons and dots are no one else's. */
function findPlain(scan: Scan, from: number, to: number, isInPath: boolean): void {
  const { text } = scan.refanged;
  let [done, at] = [from, from];
  for (let colon = indexWithin(text, ':', at, to); colon >= 0; colon = indexWithin(text, ':', at, to)) {
    const span = findIpv6(scan, colon, at, to, EVIDENCE.marked);
    if (typeof span === 'number') {
      at = span;
      continue;
    }
    findHosts(scan, done, span.start, isInPath);
    done = at = span.end;
  }
  findHosts(scan, done, to, isInPath);
}

/** What a URL's path and query name: other URLs, hosts, addresses; `%2F` and its like undone. */
function findInside(scan: Scan, from: number, to: number, depth: number): void {
  const { refanged } = scan;
  if (!IS_PERCENT_ENCODED.test(refanged.text.slice(from, to))) findNetwork(scan, from, to, depth);
  else {
    scan.meter.steps += to - from;
    const decoded = refang(scan.source, originalStart(refanged, from), originalEnd(refanged, to), true);
    findNetwork({ ...scan, refanged: decoded }, 0, decoded.text.length, depth);
  }
}

/** The longest URL that a wide full stop ends, where what follows it makes no host: `https://evil.example。C2` */
function readUrlOfSentence(scan: Scan, from: number, mark: number, to: number): UrlPlace | undefined {
  for (const dot of listWideDots(scan, mark, to).toReversed()) {
    const url = readUrl(scan, from, mark, dot);
    if (url !== undefined) return url;
  }
  return undefined;
}

/** A URL, its host and what its path names. */
function readAt(scan: Scan, url: UrlPlace, depth: number): void {
  recordUrl(scan, url);
  if (url.kind === 'domain') {
    findDomains(scan, url.hostStart, url.hostEnd, EVIDENCE.marked, true);
    // `http://1.2.3.4.isp.example`
    findIpv4(scan, url.hostStart, url.hostEnd, EVIDENCE.implied);
  } else record(scan, url.kind, url.host, url.hostStart, url.hostEnd, EVIDENCE.marked);
  if (url.pathStart < url.end && depth < MAX_DEPTH) findInside(scan, url.pathStart, url.end, depth + 1);
}

/** A chain of labels and nothing else, which is most of what is read: `evil.example`, `setup.exe`, `a.b()`. */
const CHAIN_ALONE = /^[\w-]+(?:\.[\w-]+)+(?=(?:\(\))?$)/;

/** Everything in [from, to) of the fanged text. `depth` 0: running text; deeper: inside a URL. */
export function findNetwork(scan: Scan, from: number, to: number, depth: number): void {
  const { text } = scan.refanged;
  const chain = depth === 0 ? CHAIN_ALONE.exec(text) : null;
  if (chain !== null) {
    scan.meter.steps += to;
    findInChain(scan, 0, chain[0].length, to, false);
    return;
  }
  let at = from;
  let mark = indexWithin(text, '//', at, to);
  while (mark >= 0) {
    const url = readUrl(scan, at, mark, to) ?? readUrlOfSentence(scan, at, mark, to);
    if (url === undefined) {
      mark = indexWithin(text, '//', mark + 1, to);
      continue;
    }
    findPlain(scan, at, url.start, depth > 0);
    readAt(scan, url, depth);
    for (const dot of listWideDots(scan, url.hostStart, url.hostEnd)) {
      const shorter = readUrl(scan, at, mark, dot);
      if (shorter !== undefined) readAt(scan, shorter, depth);
    }
    at = url.end;
    mark = indexWithin(text, '//', at, to);
  }
  findPlain(scan, at, to, depth > 0);
}
