/**
 * What belongs into the list of everything on a page, beside the matches: candidates that are indicators in earnest.
 * Candidates over-generate; here the public suffix list and address ranges say what can exist at all, and the
 * candidate's evidence has to be the clearer the more the value looks like a file name, code or a version.
 * Background only: the suffix list weighs some 290 KB.
 */
import ipaddr from 'ipaddr.js';
import { parse } from 'tldts';
import { EVIDENCE, type Evidence } from '../ioc/candidate.ts';
import type { Indicator } from '../ioc/indicator.ts';
import {
  CLEAR_SUFFIXES,
  MAIL_HOSTS,
  OBJECT_NAMES,
  PACKAGE_ROOTS,
  PLAIN_WORDS,
  PRODUCT_NAMES,
  STRICT_SUFFIXES,
  UNOFFICIAL_SUFFIXES,
  WORD_SUFFIXES,
} from './suffix-words.ts';

/** More than any evidence: never listed. */
const NEVER = EVIDENCE.marked + 1;
/** What somebody can register (RFC 5890 LDH label). Subdomains may hold anything. */
const REGISTRABLE = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const HOST_FIRST = /^(?:www\d*|mail|ftp|ns\d+|api|cdn)\./;
const PSL = { extractHostname: false, validateHostname: false, detectIp: false, allowPrivateDomains: false };

/** Whether `indicator`, met with `evidence` at best, is listed. `indicator.value` is canonical. */
export function isListed(indicator: Indicator, evidence: Evidence): boolean {
  return evidence >= findThreshold(indicator);
}

function findThreshold({ kind, value }: Indicator): number {
  switch (kind) {
    case 'domain':
      return findDomainThreshold(value);
    case 'ipv4':
      return findIpv4Threshold(value);
    case 'ipv6':
      return findIpv6Threshold(value);
    case 'url':
      return isUrl(value) ? EVIDENCE.marked : NEVER;
    case 'url_id':
      return NEVER;
    default:
      return isDigest(value) ? EVIDENCE.plain : NEVER;
  }
}

/** 32 decimal digits are a number: one digest in three million is so. */
function isDigest(value: string): boolean {
  return /[a-f]/.test(value);
}

/** `0.0.0.0` and netmasks are no host's (RFC 1122 section 3.2.1.3); what ends in `.0.0` is a version or a network. */
function findIpv4Threshold(value: string): number {
  if (/^(?:0|255)\./.test(value)) return NEVER;
  return value.endsWith('.0.0') ? EVIDENCE.marked : EVIDENCE.plain;
}

/**
 * Global addresses, and others when they are long enough to be nothing else: `ad::face` is a C++ name, `1:2:3:4:5:6:7:8`
 * a count.
 */
function findIpv6Threshold(value: string): number {
  const range = ipaddr.IPv6.parse(value).range();
  const groups = value.split(':').filter((group) => group !== '');
  const isLikely = groups.length >= 3 && groups.some((group) => group.length >= 3);
  if (range === 'loopback') return EVIDENCE.plain;
  return isLikely || (range !== 'unicast' && groups.length > 1 && /\d/.test(value))
    ? EVIDENCE.plain
    : EVIDENCE.marked;
}

function isUrl(value: string): boolean {
  // Chromium before 130 reads no host after schemes that it does not know.
  const { hostname } = new URL(value.replace(/^[^:]+/, 'http'));
  if (hostname.startsWith('[') || ipaddr.IPv4.isValidFourPartDecimal(hostname)) return true;
  return findDomainThreshold(hostname) <= EVIDENCE.marked;
}

function findDomainThreshold(value: string): number {
  const threshold = weighSuffix(value);
  // "the dot com years": spoken, not named.
  return PLAIN_WORDS.has(value.slice(0, value.indexOf('.')))
    ? Math.max(threshold, EVIDENCE.plain)
    : threshold;
}

function weighSuffix(value: string): number {
  const { publicSuffix, domain, domainWithoutSuffix, isIcann } = parse(value, PSL);
  if (publicSuffix === null || domain === null || domainWithoutSuffix === null) return NEVER;
  if (!REGISTRABLE.test(domainWithoutSuffix)) return NEVER;
  // In place of an address or a name: `xxx.xxx.xxx.xxx`.
  if (/^x+(?:\.x+)*$/.test(value)) return NEVER;
  if (!isIcann) return UNOFFICIAL_SUFFIXES.has(publicSuffix) ? EVIDENCE.marked : NEVER;
  if (PRODUCT_NAMES.has(value) || MAIL_HOSTS.has(value)) return EVIDENCE.marked;
  // `1.ru(` and `5.5.kw` are shortened code and versions.
  if (/^\d{1,2}$/.test(domainWithoutSuffix)) return EVIDENCE.marked;
  if (publicSuffix === 'com' || publicSuffix === 'org') return EVIDENCE.cased;
  if (publicSuffix.includes('.') || CLEAR_SUFFIXES.has(publicSuffix)) return EVIDENCE.doubtful;
  const first = value.slice(0, value.indexOf('.'));
  const isDeep = domain !== value;
  if (isDeep ? PACKAGE_ROOTS.has(first) : OBJECT_NAMES.has(first)) return EVIDENCE.marked;
  if (STRICT_SUFFIXES.has(publicSuffix)) {
    const isHost =
      (isDeep && HOST_FIRST.test(value)) ||
      (WORD_SUFFIXES.has(publicSuffix) && /[-\d]/.test(domainWithoutSuffix));
    return isHost ? EVIDENCE.plain : EVIDENCE.marked;
  }
  return EVIDENCE.plain;
}
