import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportLookUpStix, exportNotificationsStix } from '../../utils/export/stix.ts';
import { createPattern } from '../../utils/export/stix-pattern.ts';
import { createKey, INDICATOR_KINDS } from '../../utils/ioc/indicator.ts';
import {
  ALL_KINDS,
  ALL_STATES,
  BASE_DATE,
  createEarlyRow,
  createHostileRow,
  createRow,
  HOSTILE_TEXTS,
  MD5,
  readExport,
  SHA1,
  SHA256,
} from './rows.ts';
import {
  parseBundle,
  parsePattern,
  type StixBundle,
  type StixIndicator,
  type StixSighting,
} from './stix-schema.ts';

const indicatorsOf = (bundle: StixBundle) =>
  bundle.objects.filter((object): object is StixIndicator => object.type === 'indicator');
const sightingsOf = (bundle: StixBundle) =>
  bundle.objects.filter((object): object is StixSighting => object.type === 'sighting');

async function readBundle(rows: Parameters<typeof exportNotificationsStix>[0]): Promise<StixBundle> {
  return parseBundle((await readExport(exportNotificationsStix(rows))).text);
}

test('each entity is one indicator, each notification one sighting of it', async () => {
  const { text, tally } = await readExport(exportNotificationsStix(ALL_KINDS));
  const bundle = parseBundle(text);
  expect(indicatorsOf(bundle).map(({ pattern }) => pattern)).toEqual([
    `[file:hashes.'SHA-256' = '${SHA256}' OR file:hashes.'SHA-1' = '${SHA1}' OR file:hashes.MD5 = '${MD5}']`,
    "[url:value = 'https://evil.example/a\\'b\\\\c?x=1;=2']",
    "[domain-name:value = 'evil.example']",
    "[ipv4-addr:value = '192.0.2.1']",
    "[ipv6-addr:value = '2001:db8::1']",
  ]);
  expect(sightingsOf(bundle)).toHaveLength(6);
  expect(tally, 'the URL known by its id alone has no pattern').toEqual({ written: 6, leftOut: 1 });
});

test('an indicator, and a sighting of it, in full', async () => {
  const bundle = await readBundle([createRow()]);
  expect(indicatorsOf(bundle)[0]).toMatchInlineSnapshot(`
    {
      "created": "2020-01-01T00:00:00.000Z",
      "created_by_ref": "identity--dedb9119-ae60-5620-9e30-5a00d064efe1",
      "description": "invoice.exe; Win32 EXE; 4096 bytes; 41/72 malicious",
      "external_references": [
        {
          "source_name": "VirusTotal",
          "url": "https://www.virustotal.com/gui/file/a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
        },
      ],
      "id": "indicator--5c0a770e-0d4d-5005-9691-69b701f60694",
      "indicator_types": [
        "malicious-activity",
      ],
      "modified": "2026-11-20T10:00:00.000Z",
      "name": "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
      "pattern": "[file:hashes.'SHA-256' = 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1' OR file:hashes.'SHA-1' = 'b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2' OR file:hashes.MD5 = 'c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3']",
      "pattern_type": "stix",
      "pattern_version": "2.1",
      "spec_version": "2.1",
      "type": "indicator",
      "valid_from": "2026-11-20T10:00:00.000Z",
    }
  `);
  expect(sightingsOf(bundle)[0]).toMatchInlineSnapshot(`
    {
      "count": 1,
      "created": "2026-11-20T10:00:00.000Z",
      "created_by_ref": "identity--dedb9119-ae60-5620-9e30-5a00d064efe1",
      "description": "hunting; rule Loader_X; hunting_ruleset "Loaders, invented"; ORIGINAL_FILE; from DE",
      "first_seen": "2026-11-20T10:00:00.000Z",
      "id": "sighting--b7f1d2ab-c294-5624-ac51-1a259378fb9c",
      "labels": [
        "loaders",
        "loader_x",
      ],
      "last_seen": "2026-11-20T10:00:00.000Z",
      "modified": "2026-11-20T10:00:00.000Z",
      "sighting_of_ref": "indicator--5c0a770e-0d4d-5005-9691-69b701f60694",
      "spec_version": "2.1",
      "summary": false,
      "type": "sighting",
      "where_sighted_refs": [
        "identity--e589584c-1d7b-5a6b-93c7-a3036bd6dbf1",
      ],
    }
  `);
});

test('two exports are the same text; order of the objects is that of the rows', async () => {
  const first = await readExport(exportNotificationsStix(ALL_KINDS));
  const second = await readExport(exportNotificationsStix(ALL_KINDS));
  expect(second.text).toBe(first.text);
});

test('an indicator keeps its id whatever it is exported with, and sightings never change', async () => {
  const alone = await readBundle(ALL_KINDS.slice(-1));
  const among = await readBundle(ALL_KINDS);
  expect(indicatorsOf(among)[0]?.id).toBe(indicatorsOf(alone)[0]?.id);
  expect(indicatorsOf(among)[0]?.created).toBe(indicatorsOf(alone)[0]?.created);
  expect(sightingsOf(among)).toContainEqual(sightingsOf(alone)[0]);
  expect(among.id).not.toBe(alone.id);
});

test('an indicator has the facts, the hashes and the version of all its notifications together', async () => {
  const rows = [createEarlyRow(), createRow()];
  const early = indicatorsOf(await readBundle(rows.slice(0, 1)))[0];
  const whole = indicatorsOf(await readBundle(rows))[0];
  expect(early).toMatchObject({
    id: whole?.id,
    indicator_types: ['unknown'],
    pattern: `[file:hashes.'SHA-256' = '${SHA256}']`,
  });
  expect(whole).toMatchObject({
    description: 'invoice.exe; Win32 EXE; 4096 bytes; 41/72 malicious',
    indicator_types: ['malicious-activity'],
    pattern: `[file:hashes.'SHA-256' = '${SHA256}' OR file:hashes.'SHA-1' = '${SHA1}' OR file:hashes.MD5 = '${MD5}']`,
    valid_from: '2026-11-19T10:00:00.000Z',
    modified: '2026-11-20T10:00:00.000Z',
  });
  expect(indicatorsOf(await readBundle(rows.toReversed()))[0]).toEqual(whole);
});

test('other contents that a later notification brings are a later version', async () => {
  const { stats: _, ...entity } = createRow().entity;
  const before = await readBundle([createRow({ entity })]);
  const after = await readBundle([createRow({ entity }), createRow({ id: '2', date: BASE_DATE + 60 })]);
  const [old, fresh] = [indicatorsOf(before)[0], indicatorsOf(after)[0]];
  expect(fresh?.indicator_types).not.toEqual(old?.indicator_types);
  expect(String(fresh?.modified) > String(old?.modified)).toBe(true);
  expect(fresh?.valid_from).toBe(old?.valid_from);
});

test('a newer notification that knows less takes nothing away', async () => {
  const { stats: _, ...entity } = createEarlyRow().entity;
  const later = createEarlyRow({ date: BASE_DATE + 60, entity });
  const [indicator] = indicatorsOf(await readBundle([createRow(), later]));
  expect(indicator?.indicator_types).toEqual(['malicious-activity']);
  expect(indicator?.pattern).toContain(MD5);
  expect(indicator?.modified).toBe('2026-11-20T10:01:00.000Z');
});

test('engines, not a fired rule, make an indicator malicious', async () => {
  const { stats: _, ...entity } = createRow().entity;
  const bundle = await readBundle([createRow({ entity })]);
  expect(indicatorsOf(bundle)[0]?.indicator_types).toEqual(['unknown']);
});

test('a look-up gives what the archive knows, once, with a summary sighting', async () => {
  const { text, tally } = await readExport(exportLookUpStix(ALL_STATES));
  const bundle = parseBundle(text);
  expect(indicatorsOf(bundle).map(({ name }) => name)).toEqual([SHA256, 'evil.example']);
  expect(sightingsOf(bundle)[0]).toMatchObject({
    summary: true,
    count: 23,
    first_seen: '2026-11-19T10:00:00.000Z',
    last_seen: '2026-11-20T10:00:00.000Z',
  });
  expect(tally, 'what is not in the archive is left out').toEqual({ written: 3, leftOut: 1 });
});

test('the indicator of a look-up and of a notification is the same object', async () => {
  const lookedUp = parseBundle((await readExport(exportLookUpStix(ALL_STATES))).text);
  const notified = await readBundle([createRow()]);
  expect(indicatorsOf(lookedUp)[0]?.id).toBe(indicatorsOf(notified)[0]?.id);
});

test('nothing exported is still a bundle', async () => {
  expect((await readBundle([])).objects).toHaveLength(2);
});

test('hostile text stays text', async () => {
  const rows = HOSTILE_TEXTS.map((text, index) => ({ ...createHostileRow(text), id: `${index}` }));
  const bundle = await readBundle(rows);
  expect(indicatorsOf(bundle)).toHaveLength(1);
  expect(sightingsOf(bundle)).toHaveLength(rows.length);
});

test('dates that no calendar has do not break the bundle', async () => {
  const dates = [-1, 0, BASE_DATE, 1e18, Number.POSITIVE_INFINITY, Number.NaN];
  await readBundle(dates.map((date, index) => createRow({ id: `${index}`, date })));
});

test('any value of any kind: the pattern is in the grammar and says exactly that value', () => {
  const kind = fc.constantFrom(...INDICATOR_KINDS.filter((each) => each !== 'url_id'));
  const value = fc.string({
    unit: fc.oneof(fc.constantFrom("'", '\\', ']', '[', ' OR '), fc.string({ unit: 'binary', maxLength: 2 })),
  });
  fc.assert(
    fc.property(fc.array(fc.record({ kind, value }), { minLength: 1, maxLength: 3 }), (forms) => {
      expect(parsePattern(createPattern(forms) ?? '').map((each) => each.value)).toEqual(
        forms.map((each) => each.value),
      );
    }),
    { seed: 21, numRuns: 1000 },
  );
});

test('a hostile indicator cannot add to its own pattern', async () => {
  const value = "https://evil.example/' OR file:name = 'x\\";
  const bundle = await readBundle([
    createRow({ keys: [createKey('url', value)], entity: { type: 'url', id: value, url: value } }),
  ]);
  expect(parsePattern(indicatorsOf(bundle)[0]?.pattern ?? '')).toEqual([{ path: 'url:value', value }]);
});
