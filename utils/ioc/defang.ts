import type { Indicator } from './indicator.ts';

/** Schemes with a defanged name of their own; any other scheme keeps its name and only loses the live `://`. */
const DEFANGED_SCHEMES: Readonly<Record<string, string>> = { http: 'hxxp', https: 'hxxps', ftp: 'fxp' };

const URL_PARTS = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is;

/**
 * An indicator as reports print it: no mail client, chat or document turns it into a live link.
 *
 * - URL: `hxxps://a[.]example:8443/x.php?y=1.2`. Scheme renamed, every dot of the host bracketed; user info, port, path,
 *   query and fragment stay as they are, so that refanging gives back the very same URL.
 * - domain, IPv4: every dot bracketed: `a[.]example`, `192[.]0[.]2[.]1`.
 * - IPv6: every colon bracketed: `2001[:]db8[:][:]1`; the same inside the brackets of a URL's host.
 * - hashes, URL ids: unchanged, nothing links them.
 */
export function defang({ kind, value }: Indicator): string {
  switch (kind) {
    case 'url':
      return defangUrl(value);
    case 'domain':
    case 'ipv4':
      return bracket(value, '.');
    case 'ipv6':
      return bracketAddress(value);
    default:
      return value;
  }
}

function defangUrl(url: string): string {
  const [, scheme = '', authority = '', rest = ''] = URL_PARTS.exec(url) ?? [];
  if (scheme === '') return bracket(url, '.');
  const hostStart = authority.lastIndexOf('@') + 1;
  const host = authority.slice(hostStart);
  const safeHost = host.startsWith('[') ? bracketLiteral(host) : bracket(host, '.');
  const safeScheme = DEFANGED_SCHEMES[scheme.toLowerCase()];
  const head = safeScheme === undefined ? `${scheme}[:]//` : `${safeScheme}://`;
  return head + authority.slice(0, hostStart) + safeHost + rest;
}

/** `[2001:db8::1]:8080`: the address is defanged, the literal's own brackets and the port are not. */
function bracketLiteral(host: string): string {
  const end = host.indexOf(']');
  return end < 0 ? bracketAddress(host) : `[${bracketAddress(host.slice(1, end))}${host.slice(end)}`;
}

/** An IPv4-mapped address (`::ffff:192.0.2.1`) has both marks. */
const bracketAddress = (address: string) => bracket(bracket(address, ':'), '.');

const bracket = (text: string, mark: string) => text.replaceAll(mark, `[${mark}]`);
