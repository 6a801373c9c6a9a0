import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unfoldJson } from '../../utils/ioc/unfold-json.ts';

test('every string and name of JSON, unescaped, a line each and in order', () => {
  const text = '{"a.example":["https:\\/\\/b.example\\/x",{"c":"d\\u002eexample"}],"n":[1,null,true]}';
  expect(unfoldJson(text)).toBe('a.example\nhttps://b.example/x\nc\nd.example\nn');
});

test("a STIX pattern's own escapes are read", () => {
  const pattern = String.raw`[url:value = 'https://a.example/it\'s\\']`;
  expect(unfoldJson(JSON.stringify({ pattern }))).toBe(`pattern\n[url:value = 'https://a.example/it's\\']`);
});

test('JSON Lines are read line by line; what is no JSON stays as it is', () => {
  expect(unfoldJson('{"a":"x"}\nplain a[.]example\n[broken\n{"b":"y"}\n')).toBe(
    'a\nx\nplain a[.]example\n[broken\nb\ny\n',
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/[{[]/.test(text));
      expect(unfoldJson(text)).toBe(text);
    }),
  );
});

test('neither depth nor length is more than it takes', () => {
  const deep = `${'['.repeat(5000)}"a.example"${']'.repeat(5000)}`;
  expect(unfoldJson(deep)).toBe('a.example');
  expect(unfoldJson(JSON.stringify(Array.from({ length: 300_000 }, () => 'x'))).length).toBe(599_999);
});
