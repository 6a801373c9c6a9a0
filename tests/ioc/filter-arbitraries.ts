import fc from 'fast-check';
import {
  type Filter,
  type FilterDialect,
  type FilterTerm,
  LOCAL_KEYS,
  STREAM_KEYS,
} from '../../utils/ioc/filter.ts';

const LAST_SECOND = 253_402_300_799;

const dates = fc.record({
  key: fc.constant('date' as const),
  sign: fc.constantFrom('+' as const, '-' as const, '=' as const),
  seconds: fc.oneof(
    fc.integer({ min: 0, max: LAST_SECOND }),
    fc.integer({ min: 0, max: 2_900_000 }).map((day) => day * 86_400),
  ),
});

const words = fc.string({ minLength: 1, unit: 'grapheme' });

const values: fc.Arbitrary<FilterTerm> = fc.oneof(
  fc.record({ key: fc.constant('origin' as const), value: fc.constantFrom('hunting', 'subscriptions') }),
  fc.record({
    key: fc.constant('entity_type' as const),
    value: fc.constantFrom('file', 'url', 'domain', 'ip_address'),
  }),
  fc.record({
    key: fc.constantFrom(...STREAM_KEYS.filter((key) => key !== 'origin' && key !== 'entity_type')),
    value: words,
  }),
);

const localTerms: fc.Arbitrary<FilterTerm> = fc.oneof(
  fc.record({ key: fc.constantFrom(...LOCAL_KEYS), value: words }),
  fc.record({
    key: fc.constant('text' as const),
    value: fc.oneof(
      words,
      fc.constantFrom('origin:hunting', 'date:', 'http://a.example', '"', '\\', 'tag:x y'),
    ),
  }),
);

/** Any filter that the grammar can say. */
export function filters(dialect: FilterDialect): fc.Arbitrary<Filter> {
  const terms = dialect === 'local' ? fc.oneof(dates, values, localTerms) : fc.oneof(dates, values);
  return fc.record({ terms: fc.array(terms, { maxLength: 6 }) });
}
