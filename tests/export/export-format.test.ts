import { expect, test } from 'vitest';
import {
  EXPORT_FORMATS,
  type ExportContext,
  type ExportFormat,
  exportLookUp,
  exportNotifications,
} from '../../utils/export/export-format.ts';
import { collectExport, type ExportPieces, type Rows } from '../../utils/export/export-pieces.ts';
import type { LookedUpIndicator } from '../../utils/export/looked-up-indicator.ts';
import { createKey } from '../../utils/ioc/indicator.ts';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import {
  ALL_KINDS,
  ALL_STATES,
  createHostileRow,
  createRow,
  createSummary,
  HOSTILE_TEXTS,
  readExport,
  SHA256,
} from './rows.ts';

const CONTEXT: ExportContext = { exportedAt: Date.UTC(2026, 10, 22), title: 'origin:hunting' };
const FORMATS = Object.keys(EXPORT_FORMATS) as ExportFormat[];

/** Gathers what it writes: MISP refuses a value twice in an event. */
const STREAMED = FORMATS.filter((format) => format !== 'misp');

const HOSTILE_LOOK_UPS: readonly LookedUpIndicator[] = HOSTILE_TEXTS.map((text) => ({
  indicator: { kind: 'sha256', value: SHA256 },
  state: 'related',
  relation: { how: text, key: createKey('domain', text) },
  summary: createSummary(createKey('sha256', SHA256), [createHostileRow(text)]),
}));

test.each(FORMATS)('%s: nothing hidden, reordered or unpaired reaches the file', async (format) => {
  const hostile = HOSTILE_TEXTS.map(createHostileRow);
  const texts = [
    (await readExport(exportNotifications(format, hostile, CONTEXT))).text,
    (await readExport(exportLookUp(format, HOSTILE_LOOK_UPS, CONTEXT))).text,
  ];
  for (const text of texts) expect(text).not.toMatch(/[^\P{Cc}\r\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
});

test.each(FORMATS)('%s: a member that no export knows goes nowhere, wherever it hangs', async (format) => {
  const secret = { apiKey: 'c0ffee-secret', apiAddress: 'https://proxy.example/secret' };
  const row = createRow();
  const rows = [
    { ...row, ...secret, entity: { ...row.entity, ...secret }, hunting: { ruleTags: [], ...secret } },
  ];
  const lookUps = ALL_STATES.map((each) => ({
    ...each,
    ...secret,
    indicator: { ...each.indicator, ...secret },
  }));
  const context = { ...CONTEXT, ...secret };
  const { text } = await readExport(exportNotifications(format, rows, context));
  const lookedUp = await readExport(exportLookUp(format, lookUps, context));
  expect(text + lookedUp.text).not.toContain('secret');
});

test.each(FORMATS)('%s: the same rows give the same text', async (format) => {
  const first = await readExport(exportNotifications(format, ALL_KINDS, CONTEXT));
  const second = await readExport(exportNotifications(format, ALL_KINDS, CONTEXT));
  expect(second).toEqual(first);
});

test.each(FORMATS)('%s: every row is written or counted as left out', async (format) => {
  const { tally } = await readExport(exportNotifications(format, ALL_KINDS, CONTEXT));
  expect(tally.written + tally.leftOut).toBe(ALL_KINDS.length);
  const lookedUp = await readExport(exportLookUp(format, ALL_STATES, CONTEXT));
  expect(lookedUp.tally.written + lookedUp.tally.leftOut).toBe(ALL_STATES.length);
});

/** An archive without end, which knows how far it was read and whether it was closed. */
function createEndlessArchive(): {
  rows: Rows<ArchivedNotification>;
  read: () => number;
  closed: () => boolean;
} {
  let read = 0;
  let closed = false;
  async function* page() {
    try {
      for (;;) {
        read += 1;
        yield createRow({ id: `${read}`, keys: [createKey('sha256', read.toString(16).padStart(64, '0'))] });
      }
    } finally {
      closed = true;
    }
  }
  return { rows: page(), read: () => read, closed: () => closed };
}

test.each(STREAMED)(
  '%s: rows are read as they are written, and cancelling closes the archive',
  async (format) => {
    const archive = createEndlessArchive();
    const pieces: ExportPieces = exportNotifications(format, archive.rows, CONTEXT);
    const first = await pieces.next();
    expect(String(first.value).length).toBeGreaterThan(60_000);
    expect(archive.read()).toBeLessThan(2000);
    await pieces.return({ written: 0, leftOut: 0 });
    expect(archive.closed()).toBe(true);
  },
);

test('pieces are large and add up to the text', async () => {
  const rows = Array.from({ length: 2000 }, (_, index) => createRow({ id: `${index}` }));
  const { parts, tally } = await collectExport(exportNotifications('json', rows, CONTEXT));
  expect(parts.length).toBeGreaterThan(3);
  expect(parts.slice(0, -1).every((part) => part.length >= 64 * 1024)).toBe(true);
  expect((JSON.parse(parts.join('')) as { notifications: unknown[] }).notifications).toHaveLength(2000);
  expect(tally).toEqual({ written: 2000, leftOut: 0 });
});
