import type { Indicator, IndicatorKind } from '../ioc/indicator.ts';

/** STIX 2.1 object path of each kind. A URL id has none: STIX has no word for it. */
const OBJECT_PATHS: Readonly<Partial<Record<IndicatorKind, string>>> = {
  sha256: "file:hashes.'SHA-256'",
  sha1: "file:hashes.'SHA-1'",
  md5: 'file:hashes.MD5',
  url: 'url:value',
  domain: 'domain-name:value',
  ipv4: 'ipv4-addr:value',
  ipv6: 'ipv6-addr:value',
};

/**
 * One observation that any of the forms satisfies: `[file:hashes.'SHA-256' = 'aa..' OR file:hashes.MD5 = 'bb..']`
 * (STIX 2.1, 9). `undefined` when no form has an object path.
 */
export function createPattern(forms: readonly Indicator[]): string | undefined {
  const comparisons = forms.flatMap(({ kind, value }) => {
    const path = OBJECT_PATHS[kind];
    return path === undefined ? [] : [`${path} = ${quote(value)}`];
  });
  return comparisons.length === 0 ? undefined : `[${comparisons.join(' OR ')}]`;
}

/** A string literal of the grammar: only backslash and apostrophe are escaped, both by a backslash. */
const quote = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
