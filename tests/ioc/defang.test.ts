import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalise } from '../../utils/ioc/canonical.ts';
import { defang } from '../../utils/ioc/defang.ts';
import { findCandidates } from '../../utils/ioc/find-candidates.ts';
import { createKey, INDICATOR_KINDS, type Indicator, type IndicatorKind } from '../../utils/ioc/indicator.ts';

test.each<[IndicatorKind, string, string]>([
  ['url', 'https://a.b.example/x.php?y=1.2#z.1', 'hxxps://a[.]b[.]example/x.php?y=1.2#z.1'],
  ['url', 'http://a.example:8080/', 'hxxp://a[.]example:8080/'],
  ['url', 'ftp://a.example/', 'fxp://a[.]example/'],
  ['url', 'tcp://a.example:4444/', 'tcp[:]//a[.]example:4444/'],
  ['url', 'http://u.name:p.w@a.example/', 'hxxp://u.name:p.w@a[.]example/'],
  ['url', 'http://192.0.2.1/a', 'hxxp://192[.]0[.]2[.]1/a'],
  ['url', 'http://[2001:db8::1]:8080/a', 'hxxp://[2001[:]db8[:][:]1]:8080/a'],
  ['url', 'https://a.example/?u=http://b.example/', 'hxxps://a[.]example/?u=http://b.example/'],
  ['domain', 'a.b.example', 'a[.]b[.]example'],
  ['ipv4', '192.0.2.1', '192[.]0[.]2[.]1'],
  ['ipv6', '2001:db8::1', '2001[:]db8[:][:]1'],
  ['ipv6', '::ffff:192.0.2.1', '[:][:]ffff[:]192[.]0[.]2[.]1'],
  ['md5', '0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef'],
])('%s %s', (kind, value, expected) => {
  expect(canonicalise(kind, value), 'the example is canonical').toBe(value);
  expect(defang({ kind, value })).toBe(expected);
});

const keysIn = (text: string) => findCandidates(text).map(({ key }) => key);

const label = fc.string({ unit: fc.constantFrom(...'abcdefxyz019-_'), minLength: 1, maxLength: 10 });
const domain = fc
  .array(label, { minLength: 1, maxLength: 3 })
  .map((labels) => [...labels, 'example'].join('.'));
const host = fc.oneof(
  domain,
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address}]`),
);
const url = fc
  .tuple(fc.constantFrom('http', 'https', 'ftp', 'tcp'), host, fc.constantFrom('', ':8080'), fc.webPath())
  .map(([scheme, name, port, path]) => `${scheme}://${name}${port}${path}`);
const indicators: fc.Arbitrary<Indicator> = fc
  .oneof(
    fc.record({ kind: fc.constant<IndicatorKind>('url'), value: url }),
    fc.record({ kind: fc.constant<IndicatorKind>('domain'), value: domain }),
    fc.record({ kind: fc.constant<IndicatorKind>('ipv4'), value: fc.ipV4() }),
    fc.record({ kind: fc.constant<IndicatorKind>('ipv6'), value: fc.ipV6() }),
  )
  .chain(({ kind, value }) => {
    const canonical = canonicalise(kind, value);
    return canonical === undefined ? fc.constant(undefined) : fc.constant({ kind, value: canonical });
  })
  .filter((indicator) => indicator !== undefined);

test('what is found fanged is found defanged, as the same indicator', () => {
  const found = { fanged: 0 };
  fc.assert(
    fc.property(indicators, ({ kind, value }) => {
      const key = createKey(kind, value);
      if (!keysIn(value).includes(key)) return;
      found.fanged += 1;
      expect(keysIn(defang({ kind, value })), defang({ kind, value })).toContain(key);
    }),
    { seed: 51, numRuns: 3000 },
  );
  expect(found.fanged, 'the property is not vacuous').toBeGreaterThan(2000);
});

test('no live host is left, and nothing throws on what is no URL', () => {
  fc.assert(
    fc.property(fc.constantFrom(...INDICATOR_KINDS), fc.string({ unit: 'binary' }), (kind, value) => {
      expect(typeof defang({ kind, value })).toBe('string');
    }),
    { seed: 52, numRuns: 500 },
  );
  fc.assert(
    fc.property(indicators, (indicator) => {
      const defanged = defang(indicator);
      expect(defanged).not.toMatch(/^(?:https?|ftp|tcp):\/\//);
      const authority =
        indicator.kind === 'url' ? defanged.slice(defanged.indexOf('//') + 2).split(/[/?#]/)[0] : defanged;
      expect(authority?.replaceAll('[.]', '')).not.toContain('.');
    }),
    { seed: 53, numRuns: 1000 },
  );
});
