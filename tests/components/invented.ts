import { createKey } from '../../utils/ioc/indicator.ts';
import type { Entity, HuntingInfo, Notification } from '../../utils/ioc/notification.ts';

/** 2026-11-22 14:05 UTC. */
export const NOW = Date.UTC(2026, 10, 22, 14, 5);
const MINUTE = 60;

/** `length` hexadecimal digits, the same for the same seed. */
export function inventHex(seed: number, length: number): string {
  let state = (seed + 1) * 2_654_435_761;
  let digits = '';
  while (digits.length < length) {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) ^ (state >>> 13);
    digits += (state >>> 0).toString(16).padStart(8, '0');
  }
  return digits.slice(0, length);
}

const hexLine = (text: string, from: number, to: number): string => {
  const bytes = [...text.padEnd(16, '\0').slice(0, 16)].map((char) => char.charCodeAt(0) & 0xff);
  const column = (write: (byte: number) => string, space: string) =>
    bytes
      .map((byte, index) => {
        const open = index === from && to > from ? '*begin_highlight*' : '';
        const close = index === to - 1 && to > from ? '*end_highlight*' : '';
        return `${open}${write(byte)}${index === 15 ? '' : space}${close}`;
      })
      .join('');
  const hex = column((byte) => byte.toString(16).toUpperCase().padStart(2, '0'), ' ');
  return `${hex}  ${column((byte) => (byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : '.'), '')}`;
};

/** Two matches with their context, the first over a line end, cut short. */
export const SNIPPET = `${[
  hexLine('\x00\x00MZ\x90\x00\x03\x00\x00\x00 <html>', 0, 0),
  hexLine('cmd.exe /c start', 9, 16),
  hexLine(' invoke.ps1 \x7f\xff\x01', 0, 11),
  hexLine('\x01\x02\x03\x04\x05\x06\x07', 0, 0),
  hexLine('Mozilla/5.0 (X)', 0, 0),
  hexLine('User-Agent: kite', 12, 16),
  hexLine('\r\nAccept: */*\r\n', 0, 0),
].join('\n')}\n\n...`;

const file = (seed: number, facts: Partial<Entity> = {}): Entity => ({
  type: 'file',
  id: inventHex(seed, 64),
  sha256: inventHex(seed, 64),
  sha1: inventHex(seed + 1000, 40),
  md5: inventHex(seed + 2000, 32),
  ...facts,
});

/** Keys as the archive makes them, main one first. */
function keysOf(entity: Entity): Notification['keys'] {
  if (entity.type === 'domain') return [createKey('domain', entity.id)];
  if (entity.type === 'ip_address') return [createKey(entity.id.includes(':') ? 'ipv6' : 'ipv4', entity.id)];
  if (entity.type === 'url')
    return entity.url === undefined ? [createKey('url_id', entity.id)] : [createKey('url', entity.url)];
  const { sha256, sha1, md5 } = entity;
  return [
    ...(sha256 ? [createKey('sha256', sha256)] : []),
    ...(sha1 ? [createKey('sha1', sha1)] : []),
    ...(md5 ? [createKey('md5', md5)] : []),
  ];
}

interface Invented {
  readonly id: string;
  readonly minutesAgo: number;
  readonly entity: Entity;
  readonly rule?: string;
  readonly source?: { readonly type: string; readonly id: string; readonly label?: string };
  readonly tags?: readonly string[];
  readonly hunting?: Partial<HuntingInfo>;
}

/** A notification of a rule of ruleset `kestrel_loaders`, or of the given source when there is no rule. */
export function inventNotification(made: Invented): Notification {
  const { id, minutesAgo, entity, rule, tags = [], hunting } = made;
  const source = made.source ?? { type: 'hunting_ruleset', id: '20136027621', label: 'kestrel_loaders' };
  return {
    id,
    date: Math.floor(NOW / 1000) - minutesAgo * MINUTE,
    origin: rule === undefined ? 'subscriptions' : 'hunting',
    entity,
    keys: keysOf(entity),
    sources: [source],
    tags,
    ...(rule !== undefined && { hunting: { ruleName: rule, ruleTags: ['loader'], ...hunting } }),
  };
}

const STATS = { malicious: 41, suspicious: 1, undetected: 28, harmless: 0 };

/** A lifelike morning: three rules, a retrohunt, all four entity types, subscriptions. Newest first. */
export const MORNING: readonly Notification[] = [
  inventNotification({
    id: '1',
    minutesAgo: 4,
    rule: 'Kestrel_Loader_Stage2',
    entity: file(1, {
      meaningfulName: 'invoice_2026-11.exe',
      names: ['invoice_2026-11.exe', 'payload.bin', 'svchost32.exe'],
      typeDescription: 'Win32 EXE',
      size: 1_482_752,
      stats: STATS,
    }),
    tags: ['kestrel_loaders', 'kestrel_loader_stage2', 'loader', 'ransomware'],
    hunting: { snippet: SNIPPET, sourceCountry: 'DE', sourceKey: '5f3a19c0', matchSource: 'ORIGINAL_FILE' },
  }),
  inventNotification({
    id: '2',
    minutesAgo: 9,
    rule: 'Kestrel_Loader_Stage2',
    entity: file(2, {
      meaningfulName: 'update.dll',
      typeDescription: 'Win32 DLL',
      stats: { ...STATS, malicious: 7 },
    }),
    tags: ['loader'],
    hunting: { snippet: SNIPPET, sourceCountry: 'BR', matchSource: 'ORIGINAL_FILE' },
  }),
  inventNotification({
    id: '3',
    minutesAgo: 31,
    rule: 'Phish_Kit_Heron',
    source: { type: 'hunting_ruleset', id: '20136027622', label: 'phishing' },
    entity: {
      type: 'url',
      id: inventHex(31, 64),
      url: 'https://login.heron-mail.example/session/verify.php?token=8841aa0c2f&next=%2Finbox',
      note: 'Sign in to your mailbox',
      stats: { malicious: 3, suspicious: 2, undetected: 30, harmless: 61 },
    },
    tags: ['phishing', 'heron'],
    hunting: { sourceKey: '77aa01be', matchSource: 'URL_RESPONSE_BODY', snippet: SNIPPET },
  }),
  inventNotification({
    id: '4',
    minutesAgo: 55,
    rule: 'Fresh_Domain_Kite',
    source: { type: 'hunting_ruleset', id: '20136027623', label: 'infrastructure' },
    entity: { type: 'domain', id: 'cdn.kite-telemetry.example', note: 'Reserved Registrar Ltd' },
    hunting: { matchSource: 'DOMAIN' },
  }),
  ...Array.from({ length: 9 }, (_, index) =>
    inventNotification({
      id: `1${index}`,
      minutesAgo: 190 + index * 17,
      rule: 'Wide_Net_Packed',
      source: { type: 'retrohunt_job', id: 'user-1234567890', label: 'Packed, last 90 days' },
      entity: file(40 + index, {
        meaningfulName: `sample_${index}.bin`,
        typeDescription: 'ELF executable',
        stats: { ...STATS, malicious: 12 + index },
      }),
      tags: ['packed'],
      hunting: { snippet: SNIPPET, sourceCountry: 'US' },
    }),
  ),
  inventNotification({
    id: '30',
    minutesAgo: 2000,
    rule: 'Fresh_Domain_Kite',
    source: { type: 'hunting_ruleset', id: '20136027623', label: 'infrastructure' },
    entity: { type: 'ip_address', id: '203.0.113.77', note: 'AS64500 Example Transit' },
  }),
  inventNotification({
    id: '50',
    minutesAgo: 20,
    source: { type: 'collection', id: inventHex(77, 64), label: ' Heron phishing kit, November' },
    entity: { type: 'domain', id: 'heron-mail.example' },
  }),
  inventNotification({
    id: '51',
    minutesAgo: 22,
    source: { type: 'collection', id: 'threat-actor--6f1c', label: 'UNC0000' },
    entity: { type: 'ip_address', id: '2001:db8:17::2' },
  }),
];
