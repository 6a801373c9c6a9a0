import { expect, test } from 'vitest';
import { DEFAULT_API_ADDRESS, parseApiAddress } from '../../utils/vt/api-address.ts';

test.each([
  ['https://www.virustotal.com', 'https://www.virustotal.com'],
  [' https://www.virustotal.com/ ', 'https://www.virustotal.com'],
  ['https://www.virustotal.com/api/v3', 'https://www.virustotal.com'],
  ['https://www.virustotal.com/api/v3/', 'https://www.virustotal.com'],
  ['HTTPS://Proxy.Example:8443/vt/api/v3', 'https://proxy.example:8443/vt'],
  ['https://proxy.example/vt//', 'https://proxy.example/vt'],
  ['http://localhost:8080', 'http://localhost:8080'],
  ['http://vt.localhost', 'http://vt.localhost'],
  ['http://127.8.9.10:1', 'http://127.8.9.10:1'],
  ['http://[::1]:8080/', 'http://[::1]:8080'],
])('%s is %s', (text, address) => {
  expect(parseApiAddress(text)).toEqual({ ok: true, value: address });
});

test('normalising twice changes nothing', () => {
  expect(parseApiAddress(DEFAULT_API_ADDRESS)).toEqual({ ok: true, value: DEFAULT_API_ADDRESS });
});

test.each([
  ['', 'not-an-address'],
  ['www.virustotal.com', 'not-an-address'],
  ['ftp://a.example', 'not-an-address'],
  ['javascript:alert(1)', 'not-an-address'],
  ['http://www.virustotal.com', 'not-https'],
  ['http://127.0.0.1.evil.example', 'not-https'],
  ['http://localhost.evil.example', 'not-https'],
  ['http://[2001:db8::1]', 'not-https'],
  ['https://user@a.example', 'too-much'],
  ['https://:secret@a.example', 'too-much'],
  ['https://a.example/?key=1', 'too-much'],
  ['https://a.example/#x', 'too-much'],
])('%s is refused: %s', (text, problem) => {
  expect(parseApiAddress(text)).toEqual({ ok: false, error: problem });
});
