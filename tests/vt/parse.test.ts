import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseItem, parseNotificationObject, parseStreamPage } from '../../utils/vt/parse.ts';
import { toDescriptor } from '../virustotal/api-item.ts';
import { createGeneratedSource } from '../virustotal/generator/generated-source.ts';
import { createItem } from '../virustotal/item.ts';
import { toNotificationObject } from '../virustotal/notification-object.ts';

const SHA256 = 'a1'.repeat(32);
const SHA1 = 'b2'.repeat(20);
const MD5 = 'c3'.repeat(16);
const DATE = 1_760_000_000;

const context = {
  notification_id: '23415549505',
  notification_date: DATE,
  origin: 'hunting',
  sources: [],
  tags: [],
};

const item = (changes: Record<string, unknown>) => ({
  id: SHA256,
  type: 'file',
  attributes: {},
  context_attributes: context,
  ...changes,
});

function parseGood(value: unknown) {
  const parsed = parseItem(value);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
}

function reasonFor(value: unknown) {
  const parsed = parseItem(value);
  return parsed.ok ? undefined : parsed.error;
}

test('a file is stripped to what is matched or shown, and answers to its three hashes', () => {
  const parsed = parseGood(
    item({
      attributes: {
        sha256: SHA256.toUpperCase(),
        sha1: SHA1,
        md5: MD5,
        meaningful_name: 'dropper.exe',
        names: ['dropper.exe', 'a.bin'],
        type_description: 'Win32 EXE',
        size: 4096,
        last_analysis_stats: {
          malicious: 3,
          suspicious: 0,
          undetected: 60,
          harmless: 0,
          'type-unsupported': 4,
        },
        popular_threat_classification: { suggested_threat_label: 'trojan.example' },
        last_analysis_results: { Engine: { category: 'malicious' } },
      },
      context_attributes: {
        ...context,
        sources: [{ id: '20136027621', type: 'hunting_ruleset', label: ' Droppers' }],
        tags: ['droppers', 'rule_a'],
        hunting_info: {
          rule_name: 'Rule_A',
          rule_tags: ['apt'],
          snippet: '00 01',
          source_country: 'TR',
          source_key: '3ed40be4',
          match_source: 'ORIGINAL_FILE',
        },
      },
    }),
  );
  expect(parsed).toEqual({
    id: '23415549505',
    date: DATE,
    origin: 'hunting',
    entity: {
      type: 'file',
      id: SHA256,
      sha256: SHA256,
      sha1: SHA1,
      md5: MD5,
      meaningfulName: 'dropper.exe',
      names: ['a.bin'],
      typeDescription: 'Win32 EXE',
      size: 4096,
      stats: { malicious: 3, suspicious: 0, undetected: 60, harmless: 0 },
      note: 'trojan.example',
    },
    keys: [`sha256:${SHA256}`, `sha1:${SHA1}`, `md5:${MD5}`],
    sources: [{ id: '20136027621', type: 'hunting_ruleset', label: 'Droppers' }],
    tags: ['droppers', 'rule_a'],
    hunting: {
      ruleName: 'Rule_A',
      ruleTags: ['apt'],
      snippet: '00 01',
      sourceCountry: 'TR',
      sourceKey: '3ed40be4',
      matchSource: 'ORIGINAL_FILE',
    },
  });
});

test('a file without attributes, or with a damaged hash, is known by its id', () => {
  expect(parseGood(item({ attributes: undefined })).keys).toEqual([`sha256:${SHA256}`]);
  expect(parseGood(item({ attributes: { sha256: 'cut off' } })).entity.sha256).toBe(SHA256);
  expect(
    parseGood(item({ error: { code: 'NotFoundError', message: 'gone' }, attributes: null })).keys,
  ).toEqual([`sha256:${SHA256}`]);
});

test('a file is known by whatever hash there is', () => {
  expect(parseGood(item({ id: 'cut off', attributes: { md5: MD5 } })).keys).toEqual([`md5:${MD5}`]);
});

test.each([
  ['domain', 'Evil.Example', ['domain:evil.example']],
  ['ip_address', '192.0.2.7', ['ipv4:192.0.2.7']],
  ['ip_address', '2001:DB8::1', ['ipv6:2001:db8::1']],
  // Descriptors of subscriptions: the raw URL as id, against the documentation.
  ['url', 'https://evil.example/a', ['url:https://evil.example/a']],
  ['url', SHA256, [`url_id:${SHA256}`]],
])('%s %s answers to %j', (type, id, keys) => {
  expect(parseGood(item({ type, id })).keys).toEqual(keys);
});

test('a URL object answers to its text and to the SHA-256 by which VirusTotal calls it', () => {
  const parsed = parseGood(
    item({ type: 'url', attributes: { url: 'http://Evil.example', title: ' Sign in ' } }),
  );
  expect(parsed.keys).toEqual(['url:http://evil.example/', `url_id:${SHA256}`]);
  expect(parsed.entity).toEqual({ type: 'url', id: SHA256, url: 'http://Evil.example', note: 'Sign in' });
});

test('the one line that says most about a domain and an address', () => {
  const noteOf = (type: string, id: string, attributes: unknown) =>
    parseGood(item({ type, id, attributes })).entity.note;
  expect(noteOf('domain', 'a.example', { registrar: 'Example Registrar' })).toBe('Example Registrar');
  expect(noteOf('ip_address', '192.0.2.1', { asn: 64500, as_owner: 'EXAMPLE-AS' })).toBe(
    'AS64500 EXAMPLE-AS',
  );
  expect(noteOf('ip_address', '192.0.2.1', { asn: 64500 })).toBe('AS64500');
  expect(noteOf('ip_address', '192.0.2.1', {})).toBeUndefined();
});

test('what real answers leave out, or send as null, is absent; unknown words stay as they are', () => {
  const parsed = parseGood(
    item({
      attributes: { names: null, size: '12', last_analysis_stats: { malicious: 1 } },
      context_attributes: {
        ...context,
        notification_id: 23415549505,
        notification_date: String(DATE),
        origin: 'something_new',
        sources: [{ id: 7, type: 'new_source' }, { label: 'no id' }, null],
        tags: ['a', 5, null],
        hunting_info: null,
      },
    }),
  );
  expect(parsed).toMatchObject({
    id: '23415549505',
    date: DATE,
    origin: 'something_new',
    sources: [{ id: '7', type: 'new_source' }],
    tags: ['a'],
    entity: { stats: { malicious: 1, suspicious: 0, undetected: 0, harmless: 0 } },
  });
  expect(parsed.hunting).toBeUndefined();
  expect(parsed.entity.size).toBeUndefined();
  expect(parseGood(item({ context_attributes: { ...context, hunting_info: {} } })).hunting).toEqual({
    ruleTags: [],
  });
  expect(parseGood(item({ context_attributes: { notification_id: '1', notification_date: 1 } })).origin).toBe(
    'unknown',
  );
});

test.each([
  [null, undefined, 'not an object'],
  [{ id: SHA256, type: 'file' }, undefined, 'has no context_attributes'],
  [item({ context_attributes: { ...context, notification_id: null } }), undefined, 'has no notification_id'],
  [
    item({ context_attributes: { ...context, notification_date: 'soon' } }),
    '23415549505',
    'has no readable notification_date',
  ],
  [
    item({ context_attributes: { ...context, notification_date: DATE * 1000 * 1000 } }),
    '23415549505',
    'has no readable notification_date',
  ],
  [item({ type: 'mutex' }), '23415549505', 'is of a type that Huntlight does not know: mutex'],
  [item({ type: undefined }), '23415549505', 'is of a type that Huntlight does not know: (none)'],
  [item({ id: undefined }), '23415549505', 'file without an id'],
  [item({ id: 'x'.repeat(99) }), '23415549505', `file id cannot be understood: ${'x'.repeat(60)}...`],
])('a bad item is rejected with its reason: %#', (value, id, reason) => {
  expect(reasonFor(value)).toEqual({ reason, ...(id === undefined ? {} : { id }) });
});

test.each(['', ' ', 0, '0', '1e9', '0x10', -DATE])('%j is no date', (date) => {
  const undated = item({ context_attributes: { ...context, notification_date: date } });
  expect(reasonFor(undated)).toEqual({ id: '23415549505', reason: 'has no readable notification_date' });
});

test('a bad item among good ones is counted and not fatal', () => {
  const page = parseStreamPage({
    data: [item({}), 5, item({ type: 'mutex' })],
    meta: { count: 3, cursor: 'next' },
  });
  expect(page?.notifications).toHaveLength(1);
  expect(page?.rejected).toHaveLength(2);
  expect(page).toMatchObject({ cursor: 'next', count: 3 });
});

test('the envelope: nothing as null, the last stream page, a cursor in the link alone', () => {
  expect(parseStreamPage({ data: null, meta: null })).toEqual({ notifications: [], rejected: [] });
  expect(parseStreamPage({ data: [], meta: { cursor: null }, links: {} })).toEqual({
    notifications: [],
    rejected: [],
  });
  expect(
    parseStreamPage({ data: [], links: { next: 'https://a.example/x?filter=b%3Ac+d&cursor=e%3D%3D' } })
      ?.cursor,
  ).toBe('e==');
  expect(parseStreamPage({ data: [], links: { next: '/api/v3/ioc_stream?cursor=e' } })).toMatchObject({
    cursor: 'e',
  });
  for (const foreign of [{}, { data: {} }, [], 'text', null, undefined])
    expect(parseStreamPage(foreign)).toBeUndefined();
});

test('the notification object says the same under other names', () => {
  const full = createItem({
    id: '77',
    date: DATE,
    entity: { type: 'domain', domain: 'a.example' },
    rule: 'R',
  });
  const object = toNotificationObject(full, 'https://a.example/77');
  const parsed = parseNotificationObject({ data: object });
  // Neither the entity's facts nor the match source stand on the notification object.
  const { entity: _entity, hunting: _hunting, ...fromItem } = parseGood(full);
  expect(parsed).toMatchObject({ ok: true, value: { ...fromItem, sources: [{ type: 'hunting_ruleset' }] } });
  const subfile = {
    ...object,
    attributes: { ...object.attributes, hunting_info: { match_in_subfile: true } },
  };
  expect(parseNotificationObject({ data: subfile })).toMatchObject({
    value: { hunting: { matchInSubfile: true } },
  });
  expect(parseNotificationObject({ data: null })).toEqual({
    ok: false,
    error: { reason: 'not a notification object' },
  });
});

test('every row of an invented stream is understood, full and as descriptor, but for the broken ones', () => {
  const source = createGeneratedSource({ count: 2000, seed: 7, newest: DATE, itemBytes: 300 });
  for (let index = 0; index < source.size; index++) {
    const full = source.itemAt(index);
    for (const value of [full, toDescriptor(full)]) {
      const parsed = parseGood(value);
      expect(parsed.keys.length).toBeGreaterThan(0);
      expect(parsed.id).toBe(full.context_attributes.notification_id);
    }
  }
});

test('whatever comes, parsing never throws', () => {
  const anything = fc.anything({ withNullPrototype: true, maxDepth: 4 });
  const shaped = fc.record(
    {
      id: anything,
      type: fc.constantFrom('file', 'url', 'domain', 'ip_address'),
      attributes: anything,
      context_attributes: fc.record({
        notification_id: fc.constant('1'),
        notification_date: fc.constant(1),
        sources: anything,
        tags: anything,
        hunting_info: anything,
      }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.oneof(anything, shaped, fc.record({ data: fc.array(shaped), meta: anything, links: anything })),
      (value) => {
        parseItem(value);
        parseStreamPage(value);
        parseNotificationObject(value);
      },
    ),
  );
});

test.each([
  [{}, {}],
  [{ cursor: '' }, { next: null }],
  [{ cursor: null }, { next: '' }],
])('nothing says that more follows in %j and %j: the last stream page', (meta, links) => {
  expect(parseStreamPage({ data: [], meta, links })).toEqual({ notifications: [], rejected: [] });
});

test.each([
  [{ cursor: 12 }, {}],
  [{ cursor: { offset: 40 } }, { next: null }],
  [{}, { next: 12 }],
  [{}, { next: { href: 'https://a.example/x?cursor=e' } }],
  [{}, { next: 'https://a.example/x' }],
  [{}, { next: 'https://a.example/x?cursor=' }],
  [{}, { next: 'https://[/' }],
])('%j and %j say that more follows, not where: no last stream page', (meta, links) => {
  expect(parseStreamPage({ data: [], meta, links })).toEqual({
    notifications: [],
    rejected: [],
    isCut: true,
  });
});
