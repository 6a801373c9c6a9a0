import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { canonicalise, canonicalKey } from '../../utils/ioc/canonical.ts';
import { INDICATOR_KINDS, type IndicatorKind } from '../../utils/ioc/indicator.ts';
import { domain, ipv4 } from './written-indicators.ts';

const MD5 = '5F4DCC3B5AA765D61D8327DEB882CF99';
const LABEL_63 = 'a'.repeat(63);

const cases: readonly (readonly [IndicatorKind, string, string | undefined])[] = [
  ['md5', MD5, MD5.toLowerCase()],
  ['md5', MD5.slice(1), undefined],
  ['md5', `${MD5.slice(1)}g`, undefined],
  ['sha1', 'AB'.repeat(20), 'ab'.repeat(20)],
  ['sha256', 'Cd'.repeat(32), 'cd'.repeat(32)],
  ['sha256', 'cd'.repeat(20), undefined],
  ['url_id', 'EF'.repeat(32), 'ef'.repeat(32)],

  ['domain', 'WWW.Evil.EXAMPLE', 'www.evil.example'],
  ['domain', 'evil.example.', 'evil.example'],
  ['domain', 'evil.example..', undefined],
  ['domain', '.evil.example', undefined],
  ['domain', 'evil..example', undefined],
  ['domain', '_dmarc.evil.example', '_dmarc.evil.example'],
  ['domain', 'bücher.example', 'xn--bcher-kva.example'],
  ['domain', 'BÜCHER.example', 'xn--bcher-kva.example'],
  ['domain', 'xn--BCHER-kva.example', 'xn--bcher-kva.example'],
  ['domain', 'ｅｖｉｌ．example', 'evil.example'],
  ['domain', '例え。テスト', 'xn--r8jz45g.xn--zckzah'],
  ['domain', '💩.example', 'xn--ls8h.example'],
  ['domain', 'straße.example', 'xn--strae-oqa.example'],
  // Punycode that decodes to nothing is in real streams; it must survive.
  ['domain', 'xn--a.example', 'xn--a.example'],
  ['domain', `${LABEL_63}.example`, `${LABEL_63}.example`],
  ['domain', `${LABEL_63}a.example`, undefined],
  ['domain', `${`${LABEL_63}.`.repeat(3)}${'b'.repeat(61)}`, `${`${LABEL_63}.`.repeat(3)}${'b'.repeat(61)}`],
  ['domain', `${`${LABEL_63}.`.repeat(3)}${'b'.repeat(62)}`, undefined],
  ['domain', '192.0.2.1', undefined],
  ['domain', 'evil.1', undefined],
  ['domain', 'evil.0x1f', undefined],
  ['domain', 'evil example', undefined],
  ['domain', 'evil.example/x', undefined],
  ['domain', 'user@evil.example', undefined],
  ['domain', '', undefined],

  ['ipv4', '192.0.2.1', '192.0.2.1'],
  ['ipv4', '255.255.255.255', '255.255.255.255'],
  ['ipv4', '192.0.2.01', undefined],
  ['ipv4', '192.0.2.256', undefined],
  ['ipv4', '192.0.2', undefined],
  ['ipv4', '192.0.2.1.', undefined],
  ['ipv4', '192.0.2.1.5', undefined],
  ['ipv4', '0x7f.1', undefined],

  ['ipv6', '2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['ipv6', '2001:0db8::0001', '2001:db8::1'],
  ['ipv6', '[2001:db8::1]', '2001:db8::1'],
  ['ipv6', 'fe80::1%eth0', 'fe80::1'],
  ['ipv6', '[fe80::1%25eth0]', 'fe80::1'],
  ['ipv6', '::ffff:192.0.2.128', '::ffff:192.0.2.128'],
  ['ipv6', '::FFFF:c000:280', '::ffff:192.0.2.128'],
  ['ipv6', '2001:db8::1:0:0:1', '2001:db8::1:0:0:1'],
  ['ipv6', '2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['ipv6', '::', '::'],
  ['ipv6', '1::2::3', undefined],
  ['ipv6', '12:30:45', undefined],
  ['ipv6', '192.0.2.1', undefined],

  ['url', 'HTTP://Evil.EXAMPLE', 'http://evil.example/'],
  ['url', 'http://evil.example:80/a', 'http://evil.example/a'],
  ['url', 'https://evil.example:443/a', 'https://evil.example/a'],
  ['url', 'https://evil.example:8443', 'https://evil.example:8443/'],
  ['url', 'http://u:p@evil.example/', 'http://u:p@evil.example/'],
  ['url', 'http://evil.example./a', 'http://evil.example/a'],
  ['url', 'http://evil.example/A%2fb', 'http://evil.example/A%2fb'],
  ['url', 'http://evil.example/a b', 'http://evil.example/a%20b'],
  ['url', 'http://evil.example/a/../b', 'http://evil.example/b'],
  ['url', 'http://evil.example?q=1', 'http://evil.example/?q=1'],
  ['url', 'http://evil.example/#', 'http://evil.example/'],
  ['url', 'http://evil.example/#key', 'http://evil.example/#key'],
  ['url', 'http://BÜCHER.example/ü', 'http://xn--bcher-kva.example/%C3%BC'],
  ['url', 'http://xn--a.example/', 'http://xn--a.example/'],
  ['url', 'http://[2001:DB8::0:1]:8080/x', 'http://[2001:db8::1]:8080/x'],
  ['url', 'http://192.0.2.1/x', 'http://192.0.2.1/x'],
  ['url', 'http://0x7f.1/', 'http://127.0.0.1/'],
  ['url', 'http://under_score.evil.example/', 'http://under_score.evil.example/'],
  ['url', 'ftp://evil.example:21/a', 'ftp://evil.example/a'],
  ['url', 'sftp://Evil.example:22', 'sftp://evil.example:22/'],
  ['url', 'tcp://192.0.2.1:4444', 'tcp://192.0.2.1:4444/'],
  ['url', 'http://evil.example:99999/', undefined],
  ['url', 'http:///', undefined],
  ['url', 'http://a..b/', undefined],
  ['url', 'javascript:alert(1)', undefined],
  ['url', 'evil.example/a', undefined],
];

test.each(cases)('%s %s', (kind, text, value) => {
  expect(canonicalise(kind, text)).toBe(value);
  expect(canonicalKey(kind, text)).toBe(value === undefined ? undefined : `${kind}:${value}`);
});

const parts = fc.constantFrom(
  ...Array.from('aZ0.-_:/?#[]@%éß例💩。'),
  ...['http://', 'https://', '%2e', '%41', 'xn--', '::', 'ffff:', '192.0.2.1', '.example', ' '],
);
const texts = fc.oneof(
  domain,
  ipv4,
  fc.string({ unit: 'binary' }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.ipV6(),
  fc.array(parts, { maxLength: 12 }).map((chosen) => chosen.join('')),
  fc.array(parts, { maxLength: 12 }).map((chosen) => `http://${chosen.join('')}`),
);

test('canonicalising twice changes nothing, and never throws', () => {
  fc.assert(
    fc.property(fc.constantFrom(...INDICATOR_KINDS), texts, (kind, text) => {
      const once = canonicalise(kind, text);
      if (once !== undefined) expect(canonicalise(kind, once)).toBe(once);
    }),
    { numRuns: 5000 },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const NATIVE_URL = URL;

/** What Chromium 120 to 129 make of schemes that are not special: an opaque path, and anything is valid. */
class OldUrl extends NATIVE_URL {
  static override canParse(text: string): boolean {
    return isSpecial(text) ? NATIVE_URL.canParse(text) : /^[a-z][a-z0-9+.-]*:/i.test(text);
  }

  constructor(text: string) {
    super(isSpecial(text) ? text : text.replace(/\/\/.*$/s, 'opaque'));
  }
}

const isSpecial = (text: string) => /^(?:https?|wss?|ftp|file):/i.test(text);
// A special scheme turns a backslash into a slash and encodes a quote; no reader gets these two from a page.
const tails = fc
  .array(fc.constantFrom(...Array.from('aZ0.-_:/?#[]@%&=;é例 ^`{}|"<>~'), '/../', '%2e', '%41', ':80'), {
    maxLength: 12,
  })
  .map((chosen) => chosen.join(''));

test('a URL of any scheme is the same in browsers that do not know the scheme', () => {
  const schemes = fc.constantFrom('tcp', 'UDP', 'ssh', 'smb', 'ldap', 'sftp', 'rtsp', 'http', 'ftp');
  const hosts = fc.constantFrom('evil.example', 'u:p@192.0.2.1', '[2001:db8::1]', 'x@y@b\u00fccher.example');
  const ports = fc.constantFrom('', ':', ':80', ':080', ':443', ':21', ':4444', ':65536', ':99999');
  fc.assert(
    fc.property(schemes, hosts, ports, tails, (scheme, host, port, tail) => {
      const text = `${scheme}://${host}${port}/${tail}`;
      vi.unstubAllGlobals();
      const now = canonicalise('url', text);
      vi.stubGlobal('URL', OldUrl);
      expect(canonicalise('url', text)).toBe(now);
    }),
    { numRuns: 3000 },
  );
});
