import { collectExport, type ExportPieces, type ExportTally } from '../../utils/export/export-pieces.ts';
import type { LookedUpIndicator } from '../../utils/export/looked-up-indicator.ts';
import { createKey, type Indicator, type IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { ArchivedNotification, Entity, IndicatorSummary } from '../../utils/ioc/notification.ts';

// Invented rows: made-up hashes, reserved names (RFC 2606) and addresses (RFC 5737, RFC 3849).

/** 2026-11-20T10:00:00Z */
export const BASE_DATE = 1_795_168_800;

export const SHA256 = 'a1'.repeat(32);
export const SHA1 = 'b2'.repeat(20);
export const MD5 = 'c3'.repeat(16);
const URL_ID = 'd4'.repeat(32);

export const FILE_ENTITY: Entity = {
  type: 'file',
  id: SHA256,
  md5: MD5,
  sha1: SHA1,
  sha256: SHA256,
  meaningfulName: 'invoice.exe',
  names: ['invoice.exe', 'a|b.exe'],
  typeDescription: 'Win32 EXE',
  size: 4096,
  stats: { malicious: 41, suspicious: 1, undetected: 30, harmless: 0 },
};

const FILE_KEYS = [createKey('sha256', SHA256), createKey('sha1', SHA1), createKey('md5', MD5)];

/** A Livehunt notification for a file; anything may be replaced. */
export function createRow(changes: Partial<ArchivedNotification> = {}): ArchivedNotification {
  return {
    id: '23415549505',
    date: BASE_DATE,
    origin: 'hunting',
    entity: FILE_ENTITY,
    keys: FILE_KEYS,
    sources: [{ type: 'hunting_ruleset', id: '20136027621', label: ' Loaders, invented' }],
    tags: ['loaders', 'loader_x'],
    hunting: {
      ruleName: 'Loader_X',
      ruleTags: ['apt', 'loader'],
      snippet: '41 42  AB',
      sourceCountry: 'DE',
      sourceKey: '0a1b2c3d',
      matchSource: 'ORIGINAL_FILE',
    },
    storedAt: (BASE_DATE + 60) * 1000,
    read: false,
    pinned: false,
    ...changes,
  };
}

/** The file's first notification a day before: a bare descriptor, and no engine had a verdict yet. */
export function createEarlyRow(changes: Partial<ArchivedNotification> = {}): ArchivedNotification {
  return createRow({
    id: '23415549000',
    date: BASE_DATE - 86_400,
    entity: {
      type: 'file',
      id: SHA256,
      sha256: SHA256,
      stats: { malicious: 0, suspicious: 0, undetected: 70, harmless: 0 },
    },
    keys: FILE_KEYS.slice(0, 1),
    ...changes,
  });
}

function createSubscription(id: string, entity: Entity, main: Indicator): ArchivedNotification {
  const { hunting: _, ...rest } = createRow();
  return {
    ...rest,
    id,
    date: BASE_DATE + Number(id),
    origin: 'subscriptions',
    entity,
    keys: [createKey(main.kind, main.value)],
    sources: [
      { type: 'threat_profile', id: 'profile-1' },
      { type: 'collection', id: 'threat-actor--0001', label: 'Invented Bear' },
    ],
    tags: [],
  };
}

const RAW_URL = "https://evil.example/a'b\\c?x=1;=2";

/** One row of every kind of entity, both origins, oldest first. */
export const ALL_KINDS: readonly ArchivedNotification[] = [
  createRow(),
  createSubscription('1', { type: 'url', id: URL_ID, url: RAW_URL }, { kind: 'url', value: RAW_URL }),
  createSubscription('2', { type: 'url', id: URL_ID }, { kind: 'url_id', value: URL_ID }),
  createSubscription(
    '3',
    { type: 'domain', id: 'evil.example', note: 'Invented Registrar' },
    { kind: 'domain', value: 'evil.example' },
  ),
  createSubscription('4', { type: 'ip_address', id: '192.0.2.1' }, { kind: 'ipv4', value: '192.0.2.1' }),
  createSubscription('5', { type: 'ip_address', id: '2001:db8::1' }, { kind: 'ipv6', value: '2001:db8::1' }),
  createRow({ id: '23415549506', date: BASE_DATE + 3600 }),
];

export function createSummary(key: IndicatorKey, latest: readonly ArchivedNotification[]): IndicatorSummary {
  return {
    key,
    entity: latest[0]?.entity ?? FILE_ENTITY,
    notifications: 23,
    unread: 2,
    firstDate: BASE_DATE - 86_400,
    lastDate: BASE_DATE,
    latest,
  };
}

/** Every state: a file by two of its hashes, a URL related to a domain of the archive, something unknown. */
export const ALL_STATES: readonly LookedUpIndicator[] = [
  {
    indicator: { kind: 'md5', value: MD5 },
    state: 'unread',
    summary: createSummary(createKey('md5', MD5), [createRow()]),
  },
  {
    indicator: { kind: 'sha256', value: SHA256 },
    state: 'match',
    summary: createSummary(createKey('sha256', SHA256), [createRow()]),
  },
  {
    indicator: { kind: 'url', value: 'https://www.evil.example/x' },
    state: 'related',
    relation: { how: 'subdomain', key: createKey('domain', 'evil.example') },
    summary: createSummary(createKey('domain', 'evil.example'), ALL_KINDS.slice(3, 4)),
  },
  { indicator: { kind: 'ipv4', value: '198.51.100.7' }, state: 'none' },
];

/** Text that has broken an exporter, a parser or a reader somewhere before. */
export const HOSTILE_TEXTS: readonly string[] = [
  '=HYPERLINK("http://evil.example";"x")',
  '+1+1',
  '-2+3',
  "@SUM(1)|cmd|'/C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  '  =1+1',
  '"=1+1',
  'a;=1+1;b',
  'a;"=1+1;b',
  '＝1+1',
  "'quoted",
  'comma, "quote" and\r\nline',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '&lt;b&gt; &amp; &#124;',
  '| pipe | \\| \\\\| `tick` ``two`` \\',
  '[link](http://evil.example) ![i](http://evil.example/i.png) www.evil.example a@evil.example',
  '\u202egpj.exe\u202c \u2066isolated\u2069 zero\u200bwidth \ufefftag\u{e0041}',
  'nul\0 bell\x07 escape\x1b[31m del\x7f next\x85line\u2028paragraph\u2029',
  'lone high \ud800 and low \udc00',
  "pattern ' OR file:name = 'x",
  'back\\slash\\',
  '*begin_highlight*41*end_highlight*',
  '__proto__',
  'x'.repeat(10_240),
  '',
  ' ',
];

/** A row in which every free text is the given one, and only the indicator itself is well-formed. */
export function createHostileRow(text: string): ArchivedNotification {
  return createRow({
    id: text,
    origin: text,
    entity: {
      ...FILE_ENTITY,
      id: text,
      meaningfulName: text,
      names: [text, text],
      typeDescription: text,
      note: text,
    },
    sources: [{ type: text, id: text, label: text }],
    tags: [text, text],
    hunting: {
      ruleName: text,
      ruleTags: [text],
      snippet: text,
      sourceCountry: text,
      sourceKey: text,
      matchSource: text,
    },
  });
}

export async function readExport(
  pieces: ExportPieces,
): Promise<{ readonly text: string; readonly tally: ExportTally }> {
  const { parts, tally } = await collectExport(pieces);
  return { text: parts.join(''), tally };
}
