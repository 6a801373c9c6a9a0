import { expect, test } from 'vitest';
import {
  readHosts,
  readKeys,
  readSites,
  readWords,
  writeSites,
} from '../../components/settings/setting-lists.ts';

test('a site list comes back as it was written', () => {
  const modes = { 'b.example': 'off', 'a.example': 'quiet', '[2001:db8::1]': 'highlight' } as const;
  expect(readSites(writeSites(modes))).toEqual({ ok: true, value: modes });
});

test('hosts are taken as URLs have them; comments and empty lines do not count', () => {
  expect(readSites('# mine\n\nBÜCHER.example=Off  # why\n192.0.2.1 = quiet\nlocalhost = off')).toEqual({
    ok: true,
    value: { 'xn--bcher-kva.example': 'off', '192.0.2.1': 'quiet', localhost: 'off' },
  });
});

test('what is no line of the list is named by its number, and nothing is taken', () => {
  const text = 'a.example = off\nhttps://a.example = off\n*.a.example = off\na.example = loud\na.example';
  expect(readSites(text)).toEqual({ ok: false, lines: [2, 3, 4, 5] });
  expect(readHosts('a.example\na.example/path\n2001:db8::1')).toEqual({ ok: false, lines: [2] });
});

test('indicators may be bare or keys, each once', () => {
  const hash = 'A'.repeat(32);
  const text = `${hash}\nmd5:${hash}\nEvil.Example\nhttps://evil.example/a#b\n2001:DB8:0::1`;
  expect(readKeys(text)).toEqual({
    ok: true,
    value: [
      `md5:${hash.toLowerCase()}`,
      'domain:evil.example',
      'url:https://evil.example/a#b',
      'ipv6:2001:db8::1',
    ],
  });
  expect(readKeys('word\nmd5:short')).toEqual({ ok: false, lines: [1, 2] });
});

test('rule names are any text', () => {
  expect(readWords(' a rule # 1 \n\na rule # 1')).toEqual({ ok: true, value: ['a rule # 1'] });
});
