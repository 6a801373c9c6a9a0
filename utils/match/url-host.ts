import { canonicalKey } from '../ioc/canonical.ts';
import type { IndicatorKey } from '../ioc/indicator.ts';

/** `scheme://credentials@host`: a canonical URL escapes every `@` and `/` of its credentials (WHATWG). */
const HOST = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^:/?#]+)/;

/** The key of the host of a canonical URL: its domain or address; `undefined` for a URL without one. */
export function findHostKey(url: string): IndicatorKey | undefined {
  const host = HOST.exec(url)?.[1];
  if (host === undefined) return undefined;
  if (host.startsWith('[')) return canonicalKey('ipv6', host);
  return canonicalKey('ipv4', host) ?? canonicalKey('domain', host);
}
