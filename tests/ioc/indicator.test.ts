import { expect, test } from 'vitest';
import { createKey, parseKey } from '../../utils/ioc/indicator.ts';

test('a key reads back as the indicator it was made of, colons in the value included', () => {
  expect(parseKey(createKey('ipv6', '2001:db8::1'))).toEqual({ kind: 'ipv6', value: '2001:db8::1' });
  expect(parseKey(createKey('url', 'http://a.example:81/'))).toEqual({
    kind: 'url',
    value: 'http://a.example:81/',
  });
});

test('what is no key is undefined', () => {
  for (const text of ['', 'md5', 'md5:', ':x', 'file:abc', 'MD5:abc']) expect(parseKey(text)).toBeUndefined();
});
