import { createKey, type IndicatorKey } from '../ioc/indicator.ts';

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * The key of the host of a canonical URL: its domain or address; `undefined` for a URL without one. A canonical URL
 * (utils/ioc/canonical.ts) holds its host in canonical form already, which WHATWG parsing only cuts out.
 */
export function findHostKey(url: string): IndicatorKey | undefined {
  if (!URL.canParse(url)) return undefined;
  const host = new URL(url).hostname;
  if (host === '') return undefined;
  if (host.startsWith('[')) return createKey('ipv6', host.slice(1, -1));
  if (IPV4.test(host)) return createKey('ipv4', host);
  return createKey('domain', host.endsWith('.') ? host.slice(0, -1) : host);
}
