import { expect, test } from 'vitest';
import { readBackup, writeBackup } from '../../entrypoints/options/settings-backup.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../utils/settings/settings.ts';

const AT = Date.UTC(2026, 10, 22);
const RICH: Settings = {
  ...DEFAULT_SETTINGS,
  syncEveryMinutes: 12,
  streamFilter: 'origin:hunting',
  notify: { enabled: true, filter: 'notification_tag:ransomware cobalt' },
  siteModes: { 'intranet.example': 'off', '[2001:db8::1]': 'quiet', localhost: 'quiet' },
  muted: {
    keys: [
      'domain:a.example',
      `sha256:${'0f'.repeat(32)}`,
      `url_id:${'0e'.repeat(32)}`,
      'url:http://a.example/x',
    ],
    hosts: ['cdn.example', '192.0.2.1'],
    rules: ['noisy_rule', '# odd rule'],
    sources: ['20146740237'],
  },
  retention: { keep: 'days', days: 400 },
  letters: { copy: 'y', down: 'n', nextMatch: '', search: 'ß' },
  paint: { shape: 'frame', strength: 'faint', hues: { match: 'teal', unread: 'magenta', related: 'green' } },
};

const withSettings = (settings: object) =>
  JSON.stringify({ huntlight: 'settings', format: 1, exportedAt: '', settings });

test.each([
  ['the defaults', DEFAULT_SETTINGS],
  ['everything set', RICH],
])('%s come back as they were', (_, settings) => {
  expect(readBackup(writeBackup(settings, AT))).toEqual({ ok: true, value: settings });
});

test('what a file does not name takes its default', () => {
  const read = readBackup(withSettings({ paused: true }));
  expect(read).toEqual({ ok: true, value: { ...DEFAULT_SETTINGS, paused: true } });
});

test.each([
  ['{"huntlight": "set', 'not-json'],
  ['[]', 'not-a-backup'],
  ['{"huntlight":"archive","format":1,"settings":{}}', 'not-a-backup'],
  ['{"huntlight":"settings","format":2,"settings":{}}', 'newer'],
])('refused: %s', (text, code) => {
  expect(readBackup(text)).toEqual({ ok: false, error: { code } });
});

test.each([
  [{ apiKey: 'x' }, ['apiKey']],
  [{ apiAddress: 'https://elsewhere.example', account: {} }, ['apiAddress', 'account']],
  [{ paint: { ...DEFAULT_SETTINGS.paint, shape: 'url(https://elsewhere.example)' } }, ['paint.shape']],
  [{ syncEveryMinutes: 0 }, ['syncEveryMinutes']],
  [{ siteModes: { 'a.example': 'loud' } }, ['siteModes.a.example']],
  [{ siteModes: { '*': 'off' } }, ['siteModes']],
  [{ siteModes: { 'a.example/path': 'off' } }, ['siteModes']],
  [{ siteModes: { 'a.example = off\nb.example': 'off' } }, ['siteModes']],
  [{ letters: { copy: 'cc' } }, ['letters.copy']],
  [{ letters: { copy: ' ' } }, ['letters.copy']],
  [{ letters: { copy: 'n' } }, ['letters']],
  [{ letters: { dance: 'd' } }, ['letters']],
  [{ streamFilter: 'date:yesterday' }, ['streamFilter']],
  [{ muted: { ...DEFAULT_SETTINGS.muted, keys: ['nonsense'] } }, ['muted.keys']],
  [{ muted: { ...DEFAULT_SETTINGS.muted, hosts: ['*.example'] } }, ['muted.hosts']],
])('nothing is taken of %j', (settings, fields) => {
  expect(readBackup(withSettings(settings))).toEqual({ ok: false, error: { code: 'fields', fields } });
});
