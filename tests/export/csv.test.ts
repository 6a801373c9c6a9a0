import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { exportLookUpCsv, exportNotificationsCsv } from '../../utils/export/csv.ts';
import { guardFormula, toCsvLine } from '../../utils/export/csv-line.ts';
import { ALL_KINDS, ALL_STATES, createHostileRow, HOSTILE_TEXTS, readExport, SHA256 } from './rows.ts';

/** A parser that is not ours: Papa Parse. */
function parseForeign(text: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' });
  expect(errors).toEqual([]);
  // It reads the line end of the last line as one more, empty, line.
  return data.filter((row) => row.length > 1 || row[0] !== '');
}

/** Undoes the guard as docs/export.md says. */
const unguard = (text: string) => text.replace(/(^|;)'(?=[\s"]*['=+\-@＝＋－＠])/g, '$1');

const STARTS_FORMULA = /^[\s"]*[=+\-@\t\r＝＋－＠]/;

test('the fields of a notification and their order are the documented ones', async () => {
  const { text, tally } = await readExport(exportNotificationsCsv(ALL_KINDS));
  const [head, ...lines] = parseForeign(text);
  expect(head).toMatchInlineSnapshot(`
    [
      "notification_id",
      "date",
      "origin",
      "indicator",
      "indicator_kind",
      "rule",
      "rule_tags",
      "tags",
      "source_type",
      "source_id",
      "source_label",
      "match_source",
      "match_in_subfile",
      "source_country",
      "source_key",
      "entity_type",
      "entity_id",
      "md5",
      "sha1",
      "sha256",
      "url",
      "meaningful_name",
      "names",
      "type_description",
      "size",
      "malicious",
      "suspicious",
      "undetected",
      "harmless",
      "note",
      "virustotal_link",
      "read",
      "pinned",
      "stored_at",
    ]
  `);
  expect(lines).toHaveLength(ALL_KINDS.length);
  expect(lines[0]).toMatchInlineSnapshot(`
    [
      "23415549505",
      "2026-11-20T10:00:00.000Z",
      "hunting",
      "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
      "sha256",
      "Loader_X",
      "apt | loader",
      "loaders | loader_x",
      "hunting_ruleset",
      "20136027621",
      " Loaders, invented",
      "ORIGINAL_FILE",
      "",
      "DE",
      "0a1b2c3d",
      "file",
      "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
      "c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3",
      "b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2",
      "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
      "",
      "invoice.exe",
      "invoice.exe | a|b.exe",
      "Win32 EXE",
      "4096",
      "41",
      "1",
      "30",
      "0",
      "",
      "https://www.virustotal.com/gui/file/a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
      "false",
      "false",
      "2026-11-20T10:01:00.000Z",
    ]
  `);
  expect(tally).toEqual({ written: ALL_KINDS.length, leftOut: 0 });
});

test('the fields of a look-up and their order are the documented ones', async () => {
  const { text } = await readExport(exportLookUpCsv(ALL_STATES));
  const [head, ...lines] = parseForeign(text);
  expect(head).toMatchInlineSnapshot(`
    [
      "indicator",
      "indicator_kind",
      "state",
      "relation",
      "related_to",
      "notifications",
      "unread",
      "first_date",
      "last_date",
      "last_cause",
      "entity_type",
      "entity_id",
      "md5",
      "sha1",
      "sha256",
      "url",
      "meaningful_name",
      "names",
      "type_description",
      "size",
      "malicious",
      "suspicious",
      "undetected",
      "harmless",
      "note",
      "virustotal_link",
    ]
  `);
  expect(lines.map((line) => line.slice(0, 10))).toMatchInlineSnapshot(`
    [
      [
        "c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3",
        "md5",
        "unread",
        "",
        "",
        "23",
        "2",
        "2026-11-19T10:00:00.000Z",
        "2026-11-20T10:00:00.000Z",
        "Loader_X",
      ],
      [
        "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
        "sha256",
        "match",
        "",
        "",
        "23",
        "2",
        "2026-11-19T10:00:00.000Z",
        "2026-11-20T10:00:00.000Z",
        "Loader_X",
      ],
      [
        "https://www.evil.example/x",
        "url",
        "related",
        "subdomain",
        "evil.example",
        "23",
        "2",
        "2026-11-19T10:00:00.000Z",
        "2026-11-20T10:00:00.000Z",
        "Invented Bear",
      ],
      [
        "198.51.100.7",
        "ipv4",
        "none",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
      ],
    ]
  `);
});

test('every record has every field and ends in CRLF, which stands nowhere else', async () => {
  const { text } = await readExport(
    exportNotificationsCsv([...ALL_KINDS, ...HOSTILE_TEXTS.map(createHostileRow)]),
  );
  const records = text.split('\r\n');
  expect(records.pop()).toBe('');
  expect(records).toHaveLength(1 + ALL_KINDS.length + HOSTILE_TEXTS.length);
  expect(records.join('')).not.toMatch(/[\r\n]/);
  const parsed = parseForeign(text);
  expect(new Set(parsed.map((line) => line.length)).size).toBe(1);
});

test('no cell starts a formula, whichever separator a spreadsheet splits at', async () => {
  const { text } = await readExport(exportNotificationsCsv(HOSTILE_TEXTS.map(createHostileRow)));
  for (const cell of parseForeign(text).flat()) {
    for (const part of cell.split(/[;\t]/)) expect(part).not.toMatch(STARTS_FORMULA);
  }
});

test('the main hash of a file is never touched by the guard', async () => {
  const { text } = await readExport(exportNotificationsCsv(HOSTILE_TEXTS.map(createHostileRow)));
  expect(
    new Set(
      parseForeign(text)
        .slice(1)
        .map((line) => line[3]),
    ),
  ).toEqual(new Set([SHA256]));
});

test('any text: a foreign parser reads it back, and taking the guard off gives what went in', () => {
  const fragment = fc.constantFrom('=', '+', '-', '@', "'", '"', ';', ',', ' ', 'a', '＝', '|', '\\', '日');
  const text = fc.oneof(fc.string({ unit: fragment, maxLength: 12 }), fc.string({ unit: 'grapheme-ascii' }));
  const rows = fc.sample(fc.array(text, { minLength: 3, maxLength: 3 }), { seed: 11, numRuns: 2000 });
  const parsed = parseForeign(rows.map(toCsvLine).join(''));
  expect(parsed.map((row) => row.map(unguard))).toEqual(rows);
});

test('guarded text is never a formula and never grows a second guard on the way back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const guarded = guardFormula(text);
      expect(guarded).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/);
      expect(unguard(guarded)).toBe(text);
    }),
    { seed: 12, numRuns: 2000 },
  );
});
