import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Filter, type FilterTerm, parseFilter } from '../../utils/ioc/filter.ts';
import { buildFilter } from '../../utils/ioc/filter-build.ts';
import { createFilterTest, evaluateFilter, findDateBounds } from '../../utils/ioc/filter-evaluate.ts';
import { createKey } from '../../utils/ioc/indicator.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import { parseItem } from '../../utils/vt/parse.ts';
import type { ApiItem } from '../virustotal/api-item.ts';
import { createGeneratedSource } from '../virustotal/generator/generated-source.ts';
import { createItem } from '../virustotal/item.ts';
import { compareKeys } from '../virustotal/row-source.ts';
import { createStandIn } from '../virustotal/stand-in.ts';

const DATE = Date.UTC(2023, 1, 7, 12) / 1000;
const SHA256 = 'a1'.repeat(32);

const NOTIFICATION: Notification = {
  id: '1',
  date: DATE,
  origin: 'hunting',
  entity: {
    type: 'file',
    id: SHA256,
    sha256: SHA256,
    md5: 'c3'.repeat(16),
    meaningfulName: 'Invoice.exe',
    names: ['other.bin'],
    typeDescription: 'Win32 EXE',
    note: 'trojan.example',
  },
  keys: [createKey('sha256', SHA256)],
  sources: [
    { type: 'hunting_ruleset', id: '77', label: 'My Droppers' },
    { type: 'collection', id: 'threat-actor--aa' },
  ],
  tags: ['droppers', 'rule_a'],
  hunting: { ruleName: 'Rule_A', ruleTags: ['apt'] },
};

const matches = (text: string, notification = NOTIFICATION) => {
  const parsed = parseFilter(text, 'local');
  if (!parsed.ok) throw new Error(parsed.error.message);
  return evaluateFilter(parsed.value, notification);
};

test.each([
  '',
  'date:2023-02-07',
  'date:2023-02-07T12:00:00+',
  'date:2023-02-07T12:00:01-',
  `date:${DATE}`,
  'origin:hunting',
  'entity_type:file',
  `entity_id:${SHA256.toUpperCase()}`,
  'source_type:hunting_ruleset',
  'source_type:collection',
  'source_type:threat_actor',
  'source_id:77',
  'source_id:threat-actor--aa',
  'notification_tag:Rule_A',
  'tag:droppers',
  'source_name:"my drop"',
  'rule:RULE_A',
  'invoice',
  'OTHER.BIN',
  'rule_a',
  'apt',
  'droppers',
  'threat-actor--aa',
  'trojan',
  'win32',
  'c3c3c3',
  'a1a1a1',
  'invoice origin:hunting tag:rule_a',
])('%j matches', (text) => {
  expect(matches(text)).toBe(true);
});

test.each([
  'date:2023-02-08',
  'date:2023-02-07T12:00:00-',
  'date:2023-02-07T12:00:01+',
  `date:${DATE + 1}`,
  'origin:subscriptions',
  'entity_type:url',
  'entity_id:a1',
  'source_type:retrohunt_job',
  'source_id:7',
  'notification_tag:rule',
  'source_name:nobody',
  'rule:rule',
  'nothing',
  'invoice origin:subscriptions',
])('%j does not', (text) => {
  expect(matches(text)).toBe(false);
});

test('a URL is found by its id, by its text, and its own letters keep their case', () => {
  const of = (id: string, url: string): Notification => ({
    ...NOTIFICATION,
    entity: { type: 'url', id, url },
  });
  expect(matches(`entity_id:${SHA256}`, of(SHA256, 'https://a.example/X'))).toBe(true);
  expect(matches('entity_id:https://a.example/X', of(SHA256, 'https://a.example/X'))).toBe(true);
  expect(matches('entity_id:https://a.example/x', of('https://a.example/X', 'https://a.example/X'))).toBe(
    false,
  );
  expect(matches('a.example/x', of(SHA256, 'https://a.example/X'))).toBe(true);
});

test('a notification without hunting, label or names is searched by what it has', () => {
  const bare: Notification = {
    id: '2',
    date: DATE,
    origin: 'subscriptions',
    entity: { type: 'domain', id: 'evil.example' },
    keys: [createKey('domain', 'evil.example')],
    sources: [{ type: 'threat_profile', id: 'p-1' }],
    tags: [],
  };
  expect(matches('EVIL', bare)).toBe(true);
  expect(matches('p-1', bare)).toBe(true);
  expect(matches('invoice', bare)).toBe(false);
  expect(matches('source_name:p', bare)).toBe(false);
});

test('the dates that a filter allows', () => {
  const boundsOf = (text: string) => {
    const parsed = parseFilter(text, 'stream');
    return parsed.ok && findDateBounds(parsed.value);
  };
  expect(boundsOf('origin:hunting')).toEqual({});
  expect(boundsOf(`date:${DATE}+ date:${DATE + 9}+`)).toEqual({ from: DATE + 9 });
  expect(boundsOf(`date:${DATE}- date:${DATE + 9}-`)).toEqual({ to: DATE - 1 });
  expect(boundsOf(`date:${DATE}`)).toEqual({ from: DATE, to: DATE });
});

test('bounds hold exactly the dates that the filter can match', () => {
  const dates = fc.array(
    fc.record({
      key: fc.constant('date' as const),
      sign: fc.constantFrom('+', '-', '='),
      seconds: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 4 },
  ) as fc.Arbitrary<FilterTerm[]>;
  fc.assert(
    fc.property(dates, (terms) => {
      const { from = 0, to = 9 } = findDateBounds({ terms });
      for (let date = 0; date <= 9; date++)
        expect(evaluateFilter({ terms }, { ...NOTIFICATION, date })).toBe(from <= date && date <= to);
    }),
  );
});

const ROWS = 800;
const newest = Date.UTC(2026, 0, 8) / 1000;
const source = createGeneratedSource({ count: ROWS, seed: 11, newest, itemBytes: 0 });
const actor = { type: 'collection', id: 'threat-actor--0f', label: 'UNC0000' };
const extra = [
  createItem({
    id: '900',
    date: newest - 5,
    entity: { type: 'domain', domain: 'x.example' },
    origin: 'subscriptions',
    sources: [actor],
  }),
  createItem({
    id: '901',
    date: newest - 5,
    entity: { type: 'url', url: 'https://x.example/A' },
    rule: 'Ab',
    tags: ['ab', 'MiXed'],
  }),
];
// Held, not generated: making a row anew for each of the filters would take most of the time.
const held = Array.from({ length: ROWS }, (_, index) => source.itemAt(index));
const standIn = createStandIn({ items: [...held, ...extra], clock: () => newest * 1000 });
const items: readonly ApiItem[] = [...standIn.rows()];
const rows: readonly Notification[] = items.map((item) => {
  const parsed = parseItem(item);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
});

/** Filters about these rows: every value is one that some row has, or nearly has. */
const places = fc.nat({ max: rows.length - 1 });
const ofRow = (toTerm: (item: ApiItem, pick: number) => FilterTerm): fc.Arbitrary<FilterTerm> =>
  fc.tuple(places, fc.nat({ max: 9 })).map(([place, pick]) => toTerm(items[place] as ApiItem, pick));
const pickFrom = <T>(list: readonly T[], pick: number, none: T): T =>
  list[pick % Math.max(1, list.length)] ?? none;

const terms: fc.Arbitrary<FilterTerm> = fc.oneof(
  fc
    .tuple(places, fc.constantFrom('+' as const, '-' as const, '=' as const), fc.integer({ min: -1, max: 1 }))
    .map(([place, sign, by]) => ({
      key: 'date' as const,
      sign,
      seconds: (rows[place]?.date ?? 0) + by,
    })),
  ofRow(({ context_attributes: { origin } }) => ({ key: 'origin', value: origin })),
  ofRow(({ type }) => ({ key: 'entity_type', value: type })),
  ofRow(({ id, attributes }, pick) => ({
    key: 'entity_id',
    value: pick < 3 && typeof attributes?.['url'] === 'string' ? attributes['url'] : id,
  })),
  ofRow(({ context_attributes: { sources } }, pick) => ({
    key: 'source_id',
    value: pickFrom(sources, pick, actor).id,
  })),
  fc
    .constantFrom('hunting_ruleset', 'retrohunt_job', 'collection', 'threat_actor', 'threat_profile')
    .map((value) => ({ key: 'source_type' as const, value })),
  ofRow(({ context_attributes: { tags } }, pick) => {
    const tag = pickFrom(tags, pick, 'none');
    return { key: 'notification_tag', value: pick < 5 ? tag.toUpperCase() : tag };
  }),
);

test('for every filter the builder can make, VirusTotal and the local evaluator find the same rows in the same order', () => {
  const sizes = { empty: 0, some: 0 };
  fc.assert(
    fc.property(
      fc.array(terms, { maxLength: 4 }),
      fc.constantFrom('date-' as const, 'date+' as const),
      (picked, order) => {
        const filter: Filter = { terms: picked };
        const upstream = [...standIn.rows(buildFilter(filter), order)].map(
          (item) => item.context_attributes.notification_id,
        );
        const holds = createFilterTest(filter);
        const local = rows.filter(holds).toSorted((a, b) => compareKeys(a, b, order));
        expect(local.map(({ id }) => id)).toEqual(upstream);
        if (upstream.length === 0) sizes.empty++;
        else sizes.some++;
      },
    ),
    { numRuns: 400 },
  );
  // Vacuous agreement proves nothing.
  expect(sizes.some).toBeGreaterThan(100);
});
