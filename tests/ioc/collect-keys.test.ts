import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVIDENCE, type Evidence } from '../../utils/ioc/candidate.ts';
import { collectKeys, findSliceEnd } from '../../utils/ioc/collect-keys.ts';
import { createKey, type IndicatorKey } from '../../utils/ioc/indicator.ts';

function collect(text: string): ReadonlyMap<IndicatorKey, Evidence> {
  const keys = new Map<IndicatorKey, Evidence>();
  collectKeys(text, keys);
  return keys;
}

test.each(['setup.sh', 'a\n  setup.sh\t\nb', 'x,"setup.sh",y', '<v>setup.sh</v>', "[v = 'setup.sh']"])(
  'alone between edges it was put there as one: %j',
  (text) => {
    expect(collect(text).get(createKey('domain', 'setup.sh'))).toBe(EVIDENCE.marked);
  },
);

test('in prose it is as clear as it was', () => {
  expect(collect('then run setup.sh again').get(createKey('domain', 'setup.sh'))).toBeLessThan(
    EVIDENCE.marked,
  );
});

test('slices cover a text once each, and end after lines where there are any', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '.', ' ', ',', '\n') }),
      fc.integer({ min: 1, max: 9 }),
      (text, length) => {
        let start = 0;
        let joined = '';
        while (start < text.length) {
          const end = findSliceEnd(text, start, length);
          expect(end).toBeGreaterThan(start);
          expect(end - start).toBeLessThanOrEqual(length);
          joined += text.slice(start, end);
          start = end;
        }
        expect(joined).toBe(text);
      },
    ),
  );
  expect(findSliceEnd('one two\nthree', 0, 10)).toBe(8);
});
