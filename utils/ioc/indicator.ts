import type { Brand } from '../lang/brand.ts';

/**
 * What an indicator can be. `url_id` is the SHA-256 by which VirusTotal names a URL whose text it did not send
 * (ioc-stream-api "URL ids"); a page never shows one as such: the background derives it from URL candidates.
 */
export const INDICATOR_KINDS = ['md5', 'sha1', 'sha256', 'url', 'url_id', 'domain', 'ipv4', 'ipv6'] as const;

export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

/** `<kind>:<canonical value>`: equal keys are the same indicator. Made by `createKey` only. */
export type IndicatorKey = Brand<string, 'IndicatorKey'>;

/** An indicator in its one canonical form (utils/ioc/canonical.ts). */
export interface Indicator {
  readonly kind: IndicatorKind;
  readonly value: string;
}

/** `value` must already be canonical: canonicalise first. */
export function createKey(kind: IndicatorKind, value: string): IndicatorKey {
  return `${kind}:${value}` as IndicatorKey;
}

/** The indicator that a key stands for; `undefined` when the text is no key. */
export function parseKey(key: string): Indicator | undefined {
  const colon = key.indexOf(':');
  const kind = INDICATOR_KINDS.find((known) => known === key.slice(0, colon));
  return kind === undefined || colon === key.length - 1 ? undefined : { kind, value: key.slice(colon + 1) };
}
