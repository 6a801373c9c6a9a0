import type { Notification } from '../../utils/ioc/notification.ts';
import { inventHex, inventNotification, SNIPPET } from './invented.ts';

export const LONG = 'A'.repeat(10_000);
export const OVERRIDE = '\u202e';
export const MARKUP = '<img src=x onerror="globalThis.wasFooled=true">';

/** Text made to mislead, to break out or to fill the screen, in every field that someone else can write. */
export const HOSTILE: readonly Notification[] = [
  inventNotification({
    id: '1',
    minutesAgo: 1,
    rule: `${MARKUP}${OVERRIDE}gnp.exe`,
    source: { type: `${OVERRIDE}type`.repeat(10), id: MARKUP, label: LONG },
    entity: {
      type: 'file',
      id: inventHex(1, 64),
      sha256: inventHex(1, 64),
      meaningfulName: `invoice${OVERRIDE}fdp.exe`,
      names: [LONG, 'a\0b\x07\n\nc', MARKUP, 'Z\u0351\u036b\u0343\u036a'.repeat(50), '=cmd|calc!A1'],
      typeDescription: LONG,
      note: MARKUP,
      size: Number.MAX_SAFE_INTEGER,
      stats: { malicious: 1e9, suspicious: 0, undetected: 0, harmless: 0 },
    },
    tags: [LONG, '*begin_highlight*', MARKUP],
    hunting: {
      snippet: `*begin_highlight*${MARKUP}\n${SNIPPET}`,
      ruleTags: [LONG, MARKUP],
      sourceCountry: `${OVERRIDE}XX`,
      sourceKey: LONG,
      matchSource: '</style><script>globalThis.wasFooled=true</script>',
    },
  }),
  inventNotification({
    id: '2',
    minutesAgo: 2,
    rule: LONG,
    entity: { type: 'domain', id: `${'a.'.repeat(120)}example` },
  }),
  inventNotification({
    id: '3',
    minutesAgo: 3,
    rule: ' ',
    source: { type: '', id: '' },
    entity: {
      type: 'url',
      id: 'javascript:alert(1)',
      url: `javascript:globalThis.wasFooled=true//${OVERRIDE.repeat(50)}`,
    },
  }),
];
