import { expect, test } from 'vitest';
import { findHostKey } from '../../utils/match/url-host.ts';

test.each([
  ['https://a.example/x', 'domain:a.example'],
  ['http://a.example:8080/', 'domain:a.example'],
  ['http://user:pw@xn--bcher-kva.example/', 'domain:xn--bcher-kva.example'],
  ['http://203.0.113.7:81/a', 'ipv4:203.0.113.7'],
  ['http://[2001:db8::1]/', 'ipv6:2001:db8::1'],
  ['http://[::ffff:cb00:7107]/', 'ipv6:::ffff:203.0.113.7'],
  ['http://u:p%40w%2F@a.example/@b.example', 'domain:a.example'],
  ['http://xn--zzzzzzzz.example/', 'domain:xn--zzzzzzzz.example'],
  ['http://_dmarc.a.example/?http://b.example', 'domain:_dmarc.a.example'],
  ['mailto:a@b.example', undefined],
  ['no url', undefined],
])('the host of %s is %s', (url, key) => {
  expect(findHostKey(url)).toBe(key);
});
