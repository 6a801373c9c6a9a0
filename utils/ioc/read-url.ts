/** Reads the URL around a `//` in fanged text: its scheme, however written, its host, and where it ends. */
import { canonicalise, canonicaliseUrlHost } from './canonical.ts';
import { HOST, isAt } from './characters.ts';
import { readPath } from './read-path.ts';
import { readTail } from './read-tail.ts';
import { findPosition, originalEnd, originalStart } from './refanged.ts';
import type { Scan } from './scan.ts';

const NAME = '(?:h[([]?[tx*_z#0]{1,4}[)\\]]?ps?|f(?:[tx*]p|tx)s?)(?:[([]s[)\\]])?(?:\\[\\])?';
/** Other schemes that reports name, and ways to write `http` without its letters: whole words only. */
const WORD = '(?<![a-z])(?:meow|x{4}[sx]?|sftp|wss?|tcp|udp|ldaps?|rtsp|smb|ssh|telnet|ircs?|tftp)';
/**
 * `hxxp`, `hXXps`, `h**p`, `h__p`, `hzzzp`, `h[xx]p`, `htp`, `[http]`, `http(s)`, `fxp`, and words. The first ones may
 * follow any character (`\nhttp://` in a string of code), lack their colon, and have a bracket open (`hxxp[://`).
 */
const SCHEME = new RegExp(`(?:(\\[${NAME}\\]|\\(${NAME}\\)|${NAME})[[(]?:?|(${WORD}):)$`, 'i');
const LONGEST_SCHEME = 16;
/** No URL is spelled with more of them. */
const MAX_SPOKEN_DOTS = 16;
/** WHATWG URL, "port state": it may be empty, `https://evil.example:/x`. */
const PORT = /^:(?:\d{1,5}(?!\d)|(?=[/?#]))/;
const USERINFO_MARKS = '.:%!$&*+=~';

export interface UrlPlace {
  /** Normal form: `http`, `https`, `ftp`... */
  readonly scheme: string;
  readonly start: number;
  /** After `//`: where credentials or host begin. */
  readonly rest: number;
  readonly hostStart: number;
  readonly hostEnd: number;
  readonly kind: 'domain' | 'ipv4' | 'ipv6';
  /** Canonical for an address; as written for a domain. */
  readonly host: string;
  /** Where path, query or fragment begin; equals `end` without. */
  readonly pathStart: number;
  readonly end: number;
}

function normaliseScheme(written: string): string {
  const name = written.toLowerCase().replace(/[[\]()]/g, '');
  const isSecure = /s$|xxxxx/.test(name);
  if (/^(?:h|meow|xxxx)/.test(name)) return isSecure ? 'https' : 'http';
  if (name.startsWith('f')) return isSecure ? 'ftps' : 'ftp';
  return name;
}

/** After the credentials, if there are any: RFC 3986 section 3.2.1, without the marks that separate list items. */
function skipUserinfo(scan: Scan, from: number, to: number): number {
  const { text } = scan.refanged;
  let hostStart = from;
  let at = from;
  for (; at < to; at++) {
    if (text.charAt(at) === '@') hostStart = at + 1;
    else if (!isAt(text, at, HOST) && !USERINFO_MARKS.includes(text.charAt(at))) break;
  }
  scan.meter.steps += at - from;
  return hostStart;
}

/**
 * An address as one number, or with a part in octal, in hexadecimal or beyond a byte (WHATWG URL, "IPv4 parser"):
 * `http://3325256711`, `http://0xc6.51.100.7`. Not `http://1.5`, nor a number too small for a network's address.
 */
function readOddIpv4(host: string): string | undefined {
  const parts = host.split('.');
  const isOdd = parts.some((part) => /^0[x\d]|^.{4}/i.test(part));
  if (!isOdd || parts.length > 4 || !parts.every((part) => /^(?:0x[\da-f]+|\d+)$/i.test(part)))
    return undefined;
  const address = canonicaliseUrlHost(host);
  return address?.startsWith('0.') ? undefined : address;
}

type Host = Pick<UrlPlace, 'hostStart' | 'hostEnd' | 'kind' | 'host'>;

function readHost(text: string, from: number, to: number): Host | undefined {
  let hostStart = from;
  if (text.charAt(from) === '[') {
    const close = text.slice(from, Math.min(to, from + 60)).indexOf(']');
    const host = close < 0 ? undefined : canonicalise('ipv6', text.slice(from + 1, from + close));
    if (host !== undefined) return { hostStart: from + 1, hostEnd: from + close, kind: 'ipv6', host };
    hostStart++;
  }
  let hostEnd = hostStart;
  while (hostEnd < to && (isAt(text, hostEnd, HOST) || text.charAt(hostEnd) === '.')) hostEnd++;
  while (hostEnd > hostStart && text.charAt(hostEnd - 1) === '.') hostEnd--;
  const host = text.slice(hostStart, hostEnd);
  if (canonicalise('ipv4', host) !== undefined) return { hostStart, hostEnd, kind: 'ipv4', host };
  const odd = readOddIpv4(host);
  if (odd !== undefined) return { hostStart, hostEnd, kind: 'ipv4', host: odd };
  const tail = readTail(text, hostStart, hostEnd);
  if (tail === undefined) return undefined;
  const name = text.slice(hostStart, tail.end);
  if (canonicalise('domain', name) === undefined) return undefined;
  return { hostStart, hostEnd: tail.end, kind: 'domain', host: name };
}

/** A full stop that only blanks or a bracket make doubtful ends a URL (` . `, `.)`); the word "dot" does not. */
function findSentenceEnd({ source, refanged, meter }: Scan, from: number, to: number): number {
  const { weakDots } = refanged;
  const first = findPosition(weakDots, from);
  for (let index = first; index < first + MAX_SPOKEN_DOTS; index++) {
    const dot = weakDots[index] ?? to;
    if (dot >= to) break;
    meter.steps++;
    const written = source.slice(originalStart(refanged, dot), originalEnd(refanged, dot + 1));
    if (!/dot/i.test(written)) return dot;
  }
  return to;
}

/** The URL whose `//` stands at `mark` of the fanged text, not reaching back before `from`; `undefined` if none does. */
export function readUrl(scan: Scan, from: number, mark: number, to: number): UrlPlace | undefined {
  const { text } = scan.refanged;
  const written = SCHEME.exec(text.slice(Math.max(from, mark - LONGEST_SCHEME), mark));
  const scheme = written?.[1] ?? written?.[2];
  if (written === null || scheme === undefined) return undefined;
  const start = mark - written[0].length;
  let authority = mark + 2;
  // `http:///evil.example`, as browsers read it too.
  while (text.charAt(authority) === '/' && authority < mark + 4) authority++;
  const limit = findSentenceEnd(scan, authority, to);
  const afterUserinfo = skipUserinfo(scan, authority, limit);
  const host = readHost(text, afterUserinfo, limit);
  if (host === undefined) return undefined;
  let end = host.kind === 'ipv6' ? host.hostEnd + 1 : host.hostEnd;
  // The root's dot, when something follows it: `http://evil.example./x`.
  if (/^\.(?:[/?#]|:\d)/.test(text.slice(end, end + 3))) end++;
  const port = PORT.exec(text.slice(end, end + 7))?.[0].length ?? 0;
  end = Math.min(limit, end + port);
  const pathStart = end;
  if (end < limit && '/?#'.includes(text.charAt(end)))
    end = readPath(text, end, limit, text.charAt(start - 1));
  scan.meter.steps += end - start;
  const hasStrayBracket = host.kind !== 'ipv6' && host.hostStart > afterUserinfo;
  const rest = hasStrayBracket ? host.hostStart : authority;
  return { scheme: normaliseScheme(scheme), start, rest, ...host, pathStart, end };
}
