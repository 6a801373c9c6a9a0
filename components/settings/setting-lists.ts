import { canonicalise } from '../../utils/ioc/canonical.ts';
import { createKey, type IndicatorKey, parseKey } from '../../utils/ioc/indicator.ts';

/** What Huntlight does on a site. */
export const SITE_MODES = ['highlight', 'quiet', 'off'] as const;
export type SiteMode = (typeof SITE_MODES)[number];

export type ParsedList<T> =
  | { readonly ok: true; readonly value: T }
  /** Numbers of the lines that are not understood, from 1. */
  | { readonly ok: false; readonly lines: readonly number[] };

/** One site a line, sorted: `host = mode`. */
export const writeSites = (modes: Readonly<Record<string, SiteMode>>): string =>
  Object.entries(modes)
    .map(([host, mode]) => `${host} = ${mode}`)
    .toSorted()
    .join('\n');

/** The reverse. A later line of the same host wins; empty lines and what follows a `#` do not count. */
export function readSites(text: string): ParsedList<Record<string, SiteMode>> {
  const parsed = readLines(text, (line): [string, SiteMode] | undefined => {
    const [, typed = '', word = ''] = /^(\S+)\s*=\s*(\S+)$/.exec(line) ?? [];
    const host = readHost(typed);
    const mode = SITE_MODES.find((known) => known === word.toLowerCase());
    if (host === undefined || mode === undefined) return undefined;
    // Site modes go by `URL.hostname`, which writes IPv6 addresses in brackets.
    return [host.includes(':') ? new URL(`http://[${host}]`).hostname : host, mode];
  });
  return parsed.ok ? { ok: true, value: Object.fromEntries(parsed.value) } : parsed;
}

/** Host names and addresses in canonical form. */
export function readHosts(text: string): ParsedList<readonly string[]> {
  return readLines(text, readHost);
}

/** Any words, each once. */
export function readWords(text: string): ParsedList<readonly string[]> {
  return readLines(text, (line) => line, false);
}

/** Indicators: bare, or as keys (`kind:value`). */
export function readKeys(text: string): ParsedList<readonly IndicatorKey[]> {
  return readLines(text, readKey, false);
}

const BARE_KINDS = ['sha256', 'sha1', 'md5', 'ipv4', 'ipv6', 'url', 'domain'] as const;

function readKey(line: string): IndicatorKey | undefined {
  const keyed = parseKey(line);
  const known = keyed && canonicalise(keyed.kind, keyed.value);
  if (keyed !== undefined && known !== undefined) return createKey(keyed.kind, known);
  for (const kind of BARE_KINDS) {
    const value = canonicalise(kind, line);
    // A word without a dot is far likelier a slip than a host of its own.
    if (value !== undefined && (kind !== 'domain' || value.includes('.'))) return createKey(kind, value);
  }
  return undefined;
}

/** A host name or address: no scheme, port, path or wildcard. */
function readHost(text: string): string | undefined {
  if (text === 'localhost') return text;
  const kinds = ['domain', 'ipv4', 'ipv6'] as const;
  return kinds.map((kind) => canonicalise(kind, text)).find((host) => host !== undefined);
}

function readLines<T>(
  text: string,
  read: (line: string) => T | undefined,
  comments = true,
): ParsedList<readonly T[]> {
  const values: T[] = [];
  const lines: number[] = [];
  for (const [index, whole] of text.split('\n').entries()) {
    const line = (comments ? whole.replace(/#.*$/, '') : whole).trim();
    if (line === '') continue;
    const value = read(line);
    if (value === undefined) lines.push(index + 1);
    else values.push(value);
  }
  return lines.length > 0 ? { ok: false, lines } : { ok: true, value: [...new Set(values)] };
}
