import type { Dice } from './dice.ts';

/** Invented words only: nothing here names a real actor, family, company or host. */
const FIRST = [
  'amber',
  'brisk',
  'cobalt',
  'dusky',
  'ember',
  'frosty',
  'gilded',
  'hollow',
  'ivory',
  'jagged',
  'lunar',
  'mellow',
  'noble',
  'opal',
  'placid',
  'quiet',
  'rustic',
  'sable',
  'tidal',
  'velvet',
];
const SECOND = [
  'badger',
  'cricket',
  'drift',
  'falcon',
  'glacier',
  'heron',
  'ibis',
  'jackal',
  'kestrel',
  'lantern',
  'marten',
  'newt',
  'otter',
  'pebble',
  'quail',
  'raven',
  'sparrow',
  'thistle',
  'umbra',
  'weasel',
];
const PARTS = [
  'loader',
  'stealer',
  'beacon',
  'dropper',
  'macro',
  'packer',
  'config',
  'webshell',
  'phish',
  'miner',
];

export const FILE_ENDINGS = ['.exe', '.dll', '.docm', '.js', '.ps1', '.zip', '.lnk', '.elf', '.apk', '.msi'];

/** Reserved top-level domains (RFC 2606): no host can ever have these names. */
const ENDINGS = ['example', 'test', 'invalid'];

/** Unicode names in the form VirusTotal gives them, their A-labels. */
const PUNYCODE = ['xn--mnchen-3ya', 'xn--bcher-kva', 'xn--80ak6aa92e'];

/** Two words, for example `['cobalt', 'heron']`. */
export function twoWords(dice: Dice): readonly [string, string] {
  return [dice.pick(FIRST), dice.pick(SECOND)];
}

/** `CobaltHeron`. */
export function capitalise(words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

export const part = (dice: Dice) => dice.pick(PARTS);

/** A domain name under a reserved ending: short, deep, with an underscore, or an A-label. */
export function inventDomain(dice: Dice): string {
  const [one, two] = twoWords(dice);
  const name = dice.chance(1, 20) ? dice.pick(PUNYCODE) : `${one}-${two}-${dice.hex(5)}`;
  const host = `${name}.${dice.pick(ENDINGS)}`;
  if (dice.chance(1, 4)) return `${dice.pick(['cdn', 'api', 'mail', 'update', 'login'])}.${host}`;
  if (dice.chance(1, 25)) return `_${part(dice)}.${dice.hex(4)}.${host}`;
  return host;
}

/** An address of the documentation ranges (RFC 5737, RFC 3849), as VirusTotal writes it. */
export function inventIp(dice: Dice): string {
  if (dice.chance(1, 5))
    return `2001:db8:${(1 + dice.below(0xfffe)).toString(16)}::${(1 + dice.below(0xfffe)).toString(16)}`;
  return `${dice.pick(['192.0.2', '198.51.100', '203.0.113'])}.${1 + dice.below(254)}`;
}

/** A URL on an invented host, with the odd port, credential, fragment, percent-encoding or bracketed address. */
export function inventUrl(dice: Dice): string {
  const ip = inventIp(dice);
  const address = ip.includes(':') ? `[${ip}]` : ip;
  const host = dice.chance(1, 5) ? address : inventDomain(dice);
  const scheme = dice.chance(1, 3) ? 'http' : 'https';
  const login = dice.chance(1, 40) ? 'admin:admin@' : '';
  const port = dice.chance(1, 8) ? `:${dice.pick([81, 8080, 8443, 4444])}` : '';
  const path = dice.chance(1, 10) ? '/' : `/${part(dice)}/${dice.hex(8)}${dice.pick(['', ...FILE_ENDINGS])}`;
  const query = dice.chance(1, 5) ? `?id=${dice.below(9999)}&next=%2F${part(dice)}` : '';
  return `${scheme}://${login}${host}${port}${path}${query}${dice.chance(1, 20) ? '#top' : ''}`;
}

/** Text that breaks careless screens: markup, direction marks, formulas, the snippet's own markers, sheer length. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<img src=x onerror="document.title=\'pwned\'">',
  '"><script>throw 1</script>',
  'invoice\u202Efdp.exe',
  '*begin_highlight*not a mark*end_highlight*',
  '=HYPERLINK("https://formula.invalid/","open")',
  'line one\nline two\ttabbed',
  '\u2066\u200B\uFEFFzero width\u2069',
  "'; DROP TABLE notifications; --",
  '{{constructor.constructor("return this")()}}',
  `${'very-long-'.repeat(60)}name`,
];
