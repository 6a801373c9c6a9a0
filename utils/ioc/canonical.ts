/**
 * The one canonical form of every indicator. What VirusTotal sends and what a page shows meet only because both go
 * through here, so every rule is a rule for both sides, and canonicalising twice changes nothing.
 *
 * | kind                    | form                                                                                  |
 * |-------------------------|---------------------------------------------------------------------------------------|
 * | md5 sha1 sha256 url_id  | lower-case hexadecimal                                                                |
 * | domain                  | UTS 46 to ASCII (punycode), lower case, no trailing dot; underscores kept; RFC 1035 lengths |
 * | ipv4                    | four decimal octets, no leading zeros (an octet `010` means 8 to some and 10 to others) |
 * | ipv6                    | RFC 5952, so an IPv4-mapped address ends in dotted decimal (section 5); no brackets, no zone |
 * | url                     | WHATWG: scheme and host in lower case, no default port, path never empty, credentials and fragment kept |
 *
 * The fragment stays because it can carry the very thing that was reported (a file's key, a victim's address); only an
 * empty one goes. A reader's URL with a fragment still meets a stored one without: find-network.ts offers both.
 *
 * Native `URL` does the work wherever it can: it is the platform's own UTS 46 and IPv6 parser and costs no bytes.
 */
import { createKey, type IndicatorKey, type IndicatorKind } from './indicator.ts';

const HEX = /^[0-9a-f]+$/i;
const HASH_LENGTHS = { md5: 32, sha1: 40, sha256: 64, url_id: 64 } as const;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const IPV6_TEXT = /^[0-9a-f:]*:[0-9a-f:.]*$/i;
const IPV4_MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;
/** RFC 1035 lengths, and every character that real host names hold (RFC 2181: labels are not limited to LDH). */
const ASCII_HOST = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;
const HOST_TEXT = /^[\w.\-\u0080-\u{10ffff}]+$/u;
/** WHATWG "ends in a number": such a host is an IPv4 address in one of its odd spellings, or nothing. */
const ENDS_IN_NUMBER = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/;
const URL_PARTS = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)(.*)$/is;
const AUTHORITY = /^(.*@)?(\[[^\]]*\]|[^:]*)(:\d*)?$/s;

/** The canonical value of `text` read as `kind`; `undefined` when it is no such indicator. `text` must be fanged. */
export function canonicalise(kind: IndicatorKind, text: string): string | undefined {
  switch (kind) {
    case 'domain':
      return canonicaliseDomain(text);
    case 'ipv4':
      return IPV4.test(text) ? text : undefined;
    case 'ipv6':
      return canonicaliseIpv6(text);
    case 'url':
      return canonicaliseUrl(text);
    default:
      return text.length === HASH_LENGTHS[kind] && HEX.test(text) ? text.toLowerCase() : undefined;
  }
}

/** The key of `text` read as `kind`; `undefined` when it is no such indicator. */
export function canonicalKey(kind: IndicatorKind, text: string): IndicatorKey | undefined {
  const value = canonicalise(kind, text);
  return value === undefined ? undefined : createKey(kind, value);
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function canonicaliseDomain(text: string): string | undefined {
  let host = text.toLowerCase();
  if (!ASCII_HOST.test(host)) {
    // A trailing dot, or a name in Unicode: what is neither has no business in a URL parser.
    if (!HOST_TEXT.test(host)) return undefined;
    host = parseUrl(`http://${host}`)?.hostname ?? host;
    if (host.endsWith('.')) host = host.slice(0, -1);
    if (!ASCII_HOST.test(host)) return undefined;
  }
  return ENDS_IN_NUMBER.test(host) ? undefined : host;
}

function canonicaliseIpv6(text: string): string | undefined {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const zone = bare.indexOf('%');
  const address = zone < 0 ? bare : bare.slice(0, zone);
  if (!IPV6_TEXT.test(address)) return undefined;
  const value = parseUrl(`http://[${address}]/`)?.hostname.slice(1, -1);
  const mapped = value === undefined ? null : IPV4_MAPPED.exec(value);
  if (mapped === null) return value;
  const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)];
  return `::ffff:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/** WHATWG lets IPv4 addresses be written as `0x7f.1` or `2130706433` in a URL's host, and nowhere else. */
export function canonicaliseUrlHost(text: string): string | undefined {
  if (text.startsWith('[')) {
    const address = canonicaliseIpv6(text);
    // Inside a URL the mapped form stays as WHATWG writes it: browsers' own URLs show it so.
    return address === undefined ? undefined : parseUrl(`http://[${address}]/`)?.hostname;
  }
  const domain = canonicaliseDomain(text);
  if (domain !== undefined) return domain;
  return HOST_TEXT.test(text) ? canonicalise('ipv4', parseUrl(`http://${text}/`)?.hostname ?? '') : undefined;
}

function canonicaliseUrl(text: string): string | undefined {
  const parts = URL_PARTS.exec(text.trim());
  const authority = AUTHORITY.exec(parts?.[2] ?? '');
  const host = canonicaliseUrlHost(authority?.[2] ?? '');
  if (parts === null || authority === null || host === undefined) return undefined;
  // The host is ours (punycode that does not decode must survive), everything else is WHATWG's.
  const parse = (scheme = '') =>
    parseUrl(`${scheme}://${authority[1] ?? ''}h${authority[3] ?? ''}${parts[3]}`);
  const whole = parse(parts[1]);
  // Chromium before 130 takes `tcp://h:1/x` for an opaque path: of another scheme it reads the parts, and drops a port 80.
  const isOpaque = whole?.hostname === '';
  const url = isOpaque ? parse('http') : whole;
  if (whole === undefined || url === undefined) return undefined;
  const password = url.password === '' ? '' : `:${url.password}`;
  const credentials = url.username === '' && password === '' ? '' : `${url.username}${password}@`;
  const written = url.port || (isOpaque && /\d/.test(authority[3] ?? '') ? '80' : '');
  const port = written === '' ? '' : `:${written}`;
  return `${whole.protocol}//${credentials}${host}${port}${url.pathname || '/'}${url.search}${url.hash}`;
}
