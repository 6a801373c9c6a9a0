import { err, ok, type Result } from '../lang/result.ts';

export const DEFAULT_API_ADDRESS = 'https://www.virustotal.com';

/** Why an API address is refused. */
export type ApiAddressProblem =
  /** No URL, or none of http(s). */
  | 'not-an-address'
  /** Plain http would show the key to the network; loopback has no network. */
  | 'not-https'
  /** User name, password, query or fragment: nothing of that belongs to an address. */
  | 'too-much';

/**
 * The base address of an API, normalised: no trailing slash, no `/api/v3` (people paste either). A path before that
 * stays, for proxies. `https` only, loopback excepted.
 */
export function parseApiAddress(text: string): Result<string, ApiAddressProblem> {
  const url = tryUrl(text.trim());
  if (url === undefined || !/^https?:$/.test(url.protocol)) return err('not-an-address');
  if (url.username || url.password || url.search || url.hash) return err('too-much');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return err('not-https');
  return ok(
    url.origin +
      url.pathname
        .replace(/\/+$/, '')
        .replace(/\/api\/v3$/, '')
        .replace(/\/+$/, ''),
  );
}

/** Names and addresses that never leave the machine (RFC 6761 for localhost). */
function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function tryUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
