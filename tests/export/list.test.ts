import { expect, test } from 'vitest';
import {
  exportLookUpDefanged,
  exportLookUpList,
  exportNotificationsDefanged,
  exportNotificationsList,
} from '../../utils/export/list.ts';
import { createKey } from '../../utils/ioc/indicator.ts';
import { ALL_KINDS, ALL_STATES, createRow, MD5, readExport, SHA256 } from './rows.ts';

test('each indicator once, a file by its main hash; a URL known by its id alone is counted, not listed', async () => {
  const { text, tally } = await readExport(exportNotificationsList(ALL_KINDS));
  expect(text.split('\n')).toEqual([
    SHA256,
    "https://evil.example/a'b\\c?x=1;=2",
    'evil.example',
    '192.0.2.1',
    '2001:db8::1',
    '',
  ]);
  expect(tally).toEqual({ written: 6, leftOut: 1 });
});

test('the same, defanged', async () => {
  const { text } = await readExport(exportNotificationsDefanged(ALL_KINDS));
  expect(text.split('\n')).toEqual([
    SHA256,
    "hxxps://evil[.]example/a'b\\c?x=1;=2",
    'evil[.]example',
    '192[.]0[.]2[.]1',
    '2001[:]db8[:][:]1',
    '',
  ]);
});

test('a look-up lists what was asked, whatever the answer', async () => {
  const plain = await readExport(exportLookUpList(ALL_STATES));
  expect(plain.text.split('\n')).toEqual([MD5, SHA256, 'https://www.evil.example/x', '198.51.100.7', '']);
  const defanged = await readExport(exportLookUpDefanged(ALL_STATES));
  expect(defanged.text.split('\n').at(-2)).toBe('198[.]51[.]100[.]7');
});

test('one line stays one line', async () => {
  const value = 'https://evil.example/\n\u202e\u0000x';
  const row = createRow({ keys: [createKey('url', value)], entity: { type: 'url', id: value } });
  const { text } = await readExport(exportNotificationsList([row]));
  expect(text).toBe('https://evil.example/[U+000A][U+202E][U+0000]x\n');
});
