import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import { findMatches, type MatchDeps } from '../../utils/match/find-matches.ts';
import { SHARED_HOSTS } from '../../utils/match/shared-hosts.ts';
import { createFakeKnownKeys } from './fake-known-keys.ts';

const ALL_RELATED = { hostOfUrl: true, onHost: true, belowDomain: true };
const NO_MUTES = {
  keys: new Set<IndicatorKey>(),
  hosts: new Set<string>(),
  rules: new Set<string>(),
  sources: new Set<string>(),
};

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function createDeps(
  held: Parameters<typeof createFakeKnownKeys>[0],
  change: Partial<MatchDeps> = {},
): MatchDeps {
  return {
    known: createFakeKnownKeys(held),
    related: ALL_RELATED,
    muted: NO_MUTES,
    sharedHosts: SHARED_HOSTS,
    hashUrl: async (url) => sha256(url),
    ...change,
  };
}

async function find(candidate: string, deps: MatchDeps) {
  const [match] = await findMatches([candidate as IndicatorKey], deps);
  return match?.state === 'none' ? 'none' : `${match?.state} ${match?.relation} ${match?.matched}`;
}

test.each([
  ['a key that is held', 'domain:evil.example', {}, 'match exact domain:evil.example'],
  ['an unread one', 'domain:evil.example', { state: 'unread' }, 'unread exact domain:evil.example'],
  ['a subdomain', 'domain:a.b.evil.example', {}, 'related below-domain domain:evil.example'],
  ['a URL on it', 'url:http://evil.example:81/x', {}, 'related on-host domain:evil.example'],
  ['a URL below it', 'url:http://a.evil.example/x', {}, 'related on-host domain:evil.example'],
  ['the domain above', 'domain:example', {}, 'none'],
  ['a domain that merely ends alike', 'domain:notevil.example', {}, 'none'],
  ['text that is no key', 'nonsense', {}, 'none'],
] as const)('%s, with a domain held', async (_name, candidate, held, expected) => {
  expect(await find(candidate, createDeps({ 'domain:evil.example': held }))).toBe(expected);
});

test.each([
  ['domain:c2.evil.example', 'related host-of-url url:https://c2.evil.example/gate.php'],
  ['domain:evil.example', 'none'],
  ['domain:x.c2.evil.example', 'none'],
  ['url:https://c2.evil.example/other', 'none'],
  ['url:https://c2.evil.example/gate.php', 'match exact url:https://c2.evil.example/gate.php'],
])('with a URL held, %s is %s', async (candidate, expected) => {
  expect(await find(candidate, createDeps({ 'url:https://c2.evil.example/gate.php': {} }))).toBe(expected);
});

test('addresses are hosts as well', async () => {
  const deps = createDeps({ 'ipv4:203.0.113.7': {}, 'url:http://[2001:db8::7]/': {} });
  expect(await find('url:http://203.0.113.7/x', deps)).toBe('related on-host ipv4:203.0.113.7');
  expect(await find('ipv6:2001:db8::7', deps)).toBe('related host-of-url url:http://[2001:db8::7]/');
});

test('the most specific relation is the one reported', async () => {
  const deps = createDeps({
    'domain:evil.example': {},
    'domain:b.evil.example': {},
    'url:http://a.b.evil.example/': {},
  });
  expect(await find('domain:a.b.evil.example', deps)).toBe(
    'related host-of-url url:http://a.b.evil.example/',
  );
  expect(await find('domain:z.b.evil.example', deps)).toBe('related below-domain domain:b.evil.example');
  expect(await find('domain:b.evil.example', deps)).toBe('match exact domain:b.evil.example');
});

test('nothing is related across a public suffix, private ones included', async () => {
  const deps = createDeps({ 'domain:co.uk': {}, 'domain:github.io': {}, 'domain:mine.github.io': {} });
  expect(await find('domain:a.co.uk', deps)).toBe('none');
  expect(await find('domain:yours.github.io', deps)).toBe('none');
  expect(await find('url:https://yours.github.io/', deps)).toBe('none');
  expect(await find('domain:x.mine.github.io', deps)).toBe('related below-domain domain:mine.github.io');
});

test('nothing is related through a host that many share, unless the user says so; exact matches stay', async () => {
  const held = {
    'url:https://github.com/marsh/loader': {},
    'url:https://cdn.discordapp.com/attachments/1/2/x.exe': {},
    'domain:dropbox.com': {},
  };
  const deps = createDeps(held);
  expect(await find('domain:github.com', deps)).toBe('none');
  expect(await find('domain:cdn.discordapp.com', deps)).toBe('none');
  expect(await find('url:https://dl.dropbox.com/s/1', deps)).toBe('none');
  expect(await find('domain:dropbox.com', deps)).toBe('match exact domain:dropbox.com');
  expect(await find('url:https://github.com/marsh/loader', deps)).toContain('match exact');
  expect(await find('domain:github.com', createDeps(held, { sharedHosts: new Set() }))).toContain(
    'host-of-url',
  );
});

test('a URL is found by its SHA-256 where the archive has no more than that', async () => {
  const url = 'https://c2.evil.example/gate.php';
  const deps = createDeps({ [`url_id:${sha256(url)}`]: { state: 'unread' } });
  expect(await find(`url:${url}`, deps)).toBe(`unread url-id url_id:${sha256(url)}`);
  const hashed: string[] = [];
  const hashUrl = async (text: string) => {
    hashed.push(text);
    return sha256(text);
  };
  await find(`url:${url}`, createDeps({ 'domain:evil.example': {} }, { hashUrl }));
  expect(hashed).toEqual([]);
});

test('each rule of relation can be switched off', async () => {
  const held = { 'domain:evil.example': {}, 'url:http://host.example/': {} };
  const without = (rule: keyof typeof ALL_RELATED) =>
    createDeps(held, { related: { ...ALL_RELATED, [rule]: false } });
  expect(await find('domain:a.evil.example', without('belowDomain'))).toBe('none');
  expect(await find('url:http://a.evil.example/', without('belowDomain'))).toBe('none');
  expect(await find('url:http://evil.example/', without('onHost'))).toBe('none');
  expect(await find('domain:host.example', without('hostOfUrl'))).toBe('none');
});

test('what is muted is neither matched nor led to', async () => {
  const held = { 'domain:evil.example': { rule: 'noisy' }, 'url:http://host.example/': {} };
  const muting = (change: object) => createDeps(held, { muted: { ...NO_MUTES, ...change } });
  const byKey = muting({ keys: new Set(['domain:evil.example']) });
  expect(await find('domain:evil.example', byKey)).toBe('none');
  expect(await find('domain:a.evil.example', byKey)).toBe('none');
  const byHost = muting({ hosts: new Set(['evil.example']) });
  expect(await find('url:http://a.evil.example/', byHost)).toBe('none');
  expect(await find('domain:evil.example', muting({ rules: new Set(['noisy']) }))).toBe('none');
  expect(await find('domain:host.example', muting({ keys: new Set(['url:http://host.example/']) }))).toBe(
    'none',
  );
});

test('a muted URL hides no other URL of its host', async () => {
  const held = { 'url:http://host.example/loud': {}, 'url:http://host.example/quiet': {} };
  const muting = (...keys: string[]) =>
    createDeps(held, { muted: { ...NO_MUTES, keys: new Set(keys as IndicatorKey[]) } });
  const [loud, quiet] = Object.keys(held) as [string, string];
  expect(await find('domain:host.example', muting(loud))).toBe(`related host-of-url ${quiet}`);
  expect(await find('domain:host.example', muting(loud, quiet))).toBe('none');
});

test('many candidates are answered in their order, each thing asked once', async () => {
  const known = createFakeKnownKeys({ 'domain:evil.example': {} });
  const keys = [
    'domain:a.evil.example',
    'md5:00',
    'domain:evil.example',
    'domain:a.evil.example',
  ] as IndicatorKey[];
  const matches = await findMatches(keys, createDeps({}, { known }));
  expect(matches.map(({ state }) => state)).toEqual(['related', 'none', 'match', 'related']);
  expect(known.asked.filter((key) => key === 'domain:evil.example')).toHaveLength(2);
});
