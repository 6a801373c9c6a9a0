import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportLookUpMisp, exportNotificationsMisp } from '../../utils/export/misp.ts';
import { createKey } from '../../utils/ioc/indicator.ts';
import { arbitraryRows } from './arbitrary-row.ts';
import { type MispEvent, parseEvent } from './misp-schema.ts';
import {
  ALL_KINDS,
  ALL_STATES,
  BASE_DATE,
  createEarlyRow,
  createHostileRow,
  createRow,
  createSummary,
  HOSTILE_TEXTS,
  MD5,
  readExport,
  SHA1,
  SHA256,
} from './rows.ts';

async function readEvent(
  rows: Parameters<typeof exportNotificationsMisp>[0],
  title = 'a title',
): Promise<MispEvent> {
  return parseEvent((await readExport(exportNotificationsMisp(rows, title))).text);
}

test('each form of each indicator is one attribute, however many notifications there are', async () => {
  const { text, tally } = await readExport(exportNotificationsMisp(ALL_KINDS, 'origin:hunting'));
  const event = parseEvent(text);
  expect(event.Attribute.map(({ category, type, value }) => [category, type, value])).toEqual([
    ['Payload delivery', 'sha256', SHA256],
    ['Payload delivery', 'sha1', SHA1],
    ['Payload delivery', 'md5', MD5],
    ['Network activity', 'url', "https://evil.example/a'b\\c?x=1;=2"],
    ['External analysis', 'link', `https://www.virustotal.com/gui/url/${'d4'.repeat(32)}`],
    ['Network activity', 'domain', 'evil.example'],
    ['Network activity', 'ip-dst', '192.0.2.1'],
    ['Network activity', 'ip-dst', '2001:db8::1'],
  ]);
  expect(event.info).toBe('origin:hunting');
  expect(tally).toEqual({ written: 7, leftOut: 0 });
});

test('an attribute in full: first and last seen, how often, why', async () => {
  const event = await readEvent(ALL_KINDS);
  expect(event.Attribute[0]).toMatchInlineSnapshot(`
    {
      "Tag": [
        {
          "colour": "#5b6b7b",
          "exportable": true,
          "id": "0",
          "name": "loaders",
        },
        {
          "colour": "#5b6b7b",
          "exportable": true,
          "id": "0",
          "name": "loader_x",
        },
      ],
      "category": "Payload delivery",
      "comment": "VirusTotal IoC Stream: 2 notifications; Loader_X; invoice.exe; Win32 EXE; 4096 bytes; 41/72 malicious",
      "deleted": false,
      "disable_correlation": false,
      "distribution": "5",
      "event_id": "0",
      "first_seen": "2026-11-20T10:00:00.000000+00:00",
      "id": "0",
      "last_seen": "2026-11-20T11:00:00.000000+00:00",
      "sharing_group_id": "0",
      "timestamp": "1795172400",
      "to_ids": true,
      "type": "sha256",
      "uuid": "ed3eee1b-120e-58d5-9552-4a2e34f93785",
      "value": "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
    }
  `);
});

test('nothing is shared or published by itself', async () => {
  const { published, distribution, threat_level_id, analysis } = await readEvent(ALL_KINDS);
  expect({ published, distribution, threat_level_id, analysis }).toEqual({
    published: false,
    distribution: '0',
    threat_level_id: '4',
    analysis: '0',
  });
});

test('engines, not a fired rule, make an attribute actionable', async () => {
  const event = await readEvent(ALL_KINDS);
  expect(event.Attribute.filter(({ to_ids }) => to_ids).map(({ value }) => value)).toEqual([
    SHA256,
    SHA1,
    MD5,
  ]);
});

const WHOLE_COMMENT =
  'VirusTotal IoC Stream: 2 notifications; Loader_X; invoice.exe; Win32 EXE; 4096 bytes; 41/72 malicious';

test('an indicator has the facts of its newest notification and every hash that any of them knows', async () => {
  for (const rows of [
    [createEarlyRow(), createRow()],
    [createRow(), createEarlyRow()],
  ]) {
    const { Attribute } = await readEvent(rows);
    expect(Attribute.map(({ value }) => value)).toEqual([SHA256, SHA1, MD5]);
    for (const { to_ids, comment, first_seen } of Attribute) {
      expect({ to_ids, comment, first_seen }).toEqual({
        to_ids: true,
        comment: WHOLE_COMMENT,
        first_seen: '2026-11-19T10:00:00.000000+00:00',
      });
    }
  }
});

test('a newer notification that knows less takes nothing away', async () => {
  const { stats: _, ...entity } = createEarlyRow().entity;
  const later = createEarlyRow({ date: BASE_DATE + 60, entity });
  const event = await readEvent([createRow(), later]);
  expect(event.Attribute.map(({ value, to_ids }) => [value, to_ids])).toEqual([
    [SHA256, true],
    [SHA1, true],
    [MD5, true],
  ]);
  expect(event.Attribute[0]?.comment).toBe(WHOLE_COMMENT);
  const key = createKey('sha256', SHA256);
  const line = {
    indicator: { kind: 'sha256', value: SHA256 },
    state: 'match',
    summary: createSummary(key, [later, createRow()]),
  } as const;
  const lookedUp = parseEvent((await readExport(exportLookUpMisp([line], ''))).text);
  expect(lookedUp.Attribute.map(({ value }) => value).sort()).toEqual([SHA256, SHA1, MD5].sort());
  expect(lookedUp.Attribute[0]?.to_ids).toBe(true);
});

test('two exports of the same indicators are the same event, whatever order and title they have', async () => {
  const first = await readEvent(ALL_KINDS);
  const second = await readEvent([...ALL_KINDS].reverse(), 'another title');
  const uuids = (event: MispEvent) => event.Attribute.map(({ uuid }) => uuid).sort();
  expect(second.uuid).toBe(first.uuid);
  expect(uuids(second)).toEqual(uuids(first));
});

test('a newer notification updates the event; another indicator makes another event', async () => {
  const event = await readEvent([createRow()]);
  const later = await readEvent([createRow(), createRow({ id: '2', date: BASE_DATE + 9 })]);
  expect(later.uuid).toBe(event.uuid);
  expect(Number(later.timestamp)).toBe(Number(event.timestamp) + 9);
  expect((await readEvent(ALL_KINDS)).uuid).not.toBe(event.uuid);
});

test('a look-up gives what the archive knows, counted once', async () => {
  const { text, tally } = await readExport(exportLookUpMisp(ALL_STATES, ''));
  const event = parseEvent(text);
  expect(event.Attribute.map(({ value }) => value)).toEqual([SHA256, SHA1, MD5, 'evil.example']);
  expect(event.Attribute[0]?.comment).toContain('23 notifications; Loader_X');
  expect(tally).toEqual({ written: 3, leftOut: 1 });
});

test('nothing exported is still an event', async () => {
  expect((await readEvent([])).Attribute).toEqual([]);
});

test('hostile text stays text, and within what MISP takes', async () => {
  for (const text of HOSTILE_TEXTS) await readEvent([createHostileRow(text)], text);
  await readEvent(HOSTILE_TEXTS.map(createHostileRow), HOSTILE_TEXTS.join('\n'));
  await readEvent([-1, 1e18, Number.NaN].map((date) => createRow({ date })));
});

test('any rows make an event by the format', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryRows, async (rows) => {
      await readEvent(rows);
    }),
    { seed: 41, numRuns: 200 },
  );
});
