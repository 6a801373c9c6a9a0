import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Filter, type FilterDialect, isFilterKey, parseFilter } from '../../utils/ioc/filter.ts';
import { buildFilter } from '../../utils/ioc/filter-build.ts';
import { filters } from './filter-arbitraries.ts';

const NOON = Date.UTC(2023, 1, 7, 12) / 1000;
const DAY = NOON - 43_200;

const termsOf = (text: string, dialect: FilterDialect = 'stream') => {
  const parsed = parseFilter(text, dialect);
  if (!parsed.ok) throw new Error(`${parsed.error.position}: ${parsed.error.message}`);
  return parsed.value.terms;
};

const errorOf = (text: string, dialect: FilterDialect = 'stream') => {
  const parsed = parseFilter(text, dialect);
  return parsed.ok ? undefined : parsed.error;
};

describe('dates', () => {
  test.each([
    ['2023-02-07+', { sign: '+', seconds: DAY }],
    ['2023-02-07-', { sign: '-', seconds: DAY }],
    ['2023-02-07T12:00:00+', { sign: '+', seconds: NOON }],
    ['2023-02-07T12:00:00Z-', { sign: '-', seconds: NOON }],
    ['2023-02-07t12:00z-', { sign: '-', seconds: NOON }],
    ['2023-02-07T12:00:00', { sign: '=', seconds: NOON }],
    ['1742528463+', { sign: '+', seconds: 1_742_528_463 }],
    ['1742528463-', { sign: '-', seconds: 1_742_528_463 }],
    ['1742528463', { sign: '=', seconds: 1_742_528_463 }],
    ['000000000+', { sign: '+', seconds: 0 }],
    ['9999-12-31T23:59:59-', { sign: '-', seconds: 253_402_300_799 }],
  ])('date:%s', (text, term) => {
    expect(termsOf(`date:${text}`)).toEqual([{ key: 'date', ...term }]);
  });

  test('a day without a sign is that day, said as its bounds', () => {
    expect(termsOf('date:2023-02-07')).toEqual([
      { key: 'date', sign: '+', seconds: DAY },
      { key: 'date', sign: '-', seconds: DAY + 86_400 },
    ]);
  });

  test.each([
    ['2023+', 'a date is written'],
    ['2023-02+', 'a date is written'],
    ['07.02.2023+', 'a date is written'],
    ['3d+', 'a date is written'],
    ['2023-02-07T12+', 'a date is written'],
    ['2023-02-07T12:00:00+01:00', 'a date is written'],
    ['2023-02-30+', '2023-02-30 is not in the calendar'],
    ['2023-13-01+', '2023-13-01 is not in the calendar'],
    ['2023-02-07T25:00+', '2023-02-07 25:00 is not in the calendar'],
    ['2023-02-07T24:00:00+', '2023-02-07 24:00 is not in the calendar'],
    ['1969-12-31+', 'this date is out of range'],
    ['999999999999+', 'this date is out of range'],
    ['9999-12-31', 'this date is out of range'],
  ])('date:%s is refused', (text, message) => {
    expect(errorOf(`origin:hunting date:${text}`)).toEqual({
      position: 15,
      message: expect.stringContaining(message),
    });
  });
});

describe('terms', () => {
  test('every documented key, in any order, over any white space', () => {
    expect(
      termsOf(
        ' origin:hunting  entity_id:abc\tentity_type:ip_address\nsource_type:threat_profile source_id:1-2 notification_tag:Rule_A ',
      ),
    ).toEqual([
      { key: 'origin', value: 'hunting' },
      { key: 'entity_id', value: 'abc' },
      { key: 'entity_type', value: 'ip_address' },
      { key: 'source_type', value: 'threat_profile' },
      { key: 'source_id', value: '1-2' },
      { key: 'notification_tag', value: 'Rule_A' },
    ]);
  });

  test('keys and closed values have no case; `tag` is short for notification_tag', () => {
    expect(termsOf('Origin:Hunting TAG:Rule')).toEqual([
      { key: 'origin', value: 'hunting' },
      { key: 'notification_tag', value: 'Rule' },
    ]);
  });

  test('values may hold colons, slashes and quotation marks, and anything in quotes', () => {
    expect(termsOf('entity_id:https://a.example/?q="x" notification_tag:"two \\"words\\" \\\\"')).toEqual([
      { key: 'entity_id', value: 'https://a.example/?q="x"' },
      { key: 'notification_tag', value: 'two "words" \\' },
    ]);
  });

  test('the empty filter has no terms', () => {
    expect(termsOf('')).toEqual([]);
    expect(termsOf(' \n')).toEqual([]);
  });

  test.each([
    ['evil.example', 0, 'VirusTotal filters have no free text: write key:value'],
    ['origin:hunting evil', 15, 'VirusTotal filters have no free text: write key:value'],
    ['colour:red', 0, 'VirusTotal has no filter key colour: it takes date, origin, entity_id'],
    ['source_name:x', 0, 'VirusTotal has no filter key source_name'],
    ['origin:', 0, 'origin: needs a value'],
    ['origin: hunting', 0, 'origin: needs a value'],
    ['entity_id:""', 0, 'entity_id: needs a value'],
    ['origin:notHunting', 0, 'origin is one of: hunting, subscriptions'],
    ['entity_type:hash', 0, 'entity_type is one of: file, url, domain, ip_address'],
    ['  source_id:"open', 2, 'the closing quotation mark is missing'],
  ])('%j is refused at %i', (text, position, message) => {
    expect(errorOf(text)).toEqual({ position, message: expect.stringContaining(message) });
  });
});

describe('the search box', () => {
  test('takes words, phrases and local keys beside the grammar', () => {
    expect(termsOf('dropper "lazarus group" source_name:"APT weekly" origin:hunting', 'local')).toEqual([
      { key: 'text', value: 'dropper' },
      { key: 'text', value: 'lazarus group' },
      { key: 'source_name', value: 'APT weekly' },
      { key: 'origin', value: 'hunting' },
    ]);
  });

  test('what looks like a key and is none is text: a URL, an IPv6 address, a path', () => {
    for (const text of ['http://a.example/x', '2001:db8::1', 'c:\\windows', 'colour:red', '::1', ':', 'a"b'])
      expect(termsOf(text, 'local')).toEqual([{ key: 'text', value: text }]);
  });

  test('in quotes, a key is text', () => {
    expect(termsOf('"origin:hunting"', 'local')).toEqual([{ key: 'text', value: 'origin:hunting' }]);
    expect(errorOf('""', 'local')).toEqual({
      position: 0,
      message: 'there is nothing between the quotation marks',
    });
  });

  test('a known key with a bad value is an error there too', () => {
    expect(errorOf('x origin:elsewhere', 'local')?.position).toBe(2);
  });
});

test('what is built reads back as the same filter, in both dialects', () => {
  const readsBack = (dialect: FilterDialect) => (filter: Filter) => {
    expect(parseFilter(buildFilter(filter), dialect)).toEqual({ ok: true, value: filter });
  };
  fc.assert(fc.property(filters('local'), readsBack('local')));
  fc.assert(fc.property(filters('stream'), readsBack('stream')));
});

test('building what was parsed and parsing it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('stream', 'local'), (text, dialect) => {
      const parsed = parseFilter(text, dialect as FilterDialect);
      if (parsed.ok) expect(parseFilter(buildFilter(parsed.value), dialect as FilterDialect)).toEqual(parsed);
      else expect(parsed.error.position).toBeLessThan(text.length);
    }),
  );
});

test('isFilterKey knows keys and aliases', () => {
  expect(['date', 'DATE', 'tag', 'source_name', 'rule', 'entity_id'].every(isFilterKey)).toBe(true);
  expect(['http', '', 'text', 'constructor', '__proto__'].some(isFilterKey)).toBe(false);
});
