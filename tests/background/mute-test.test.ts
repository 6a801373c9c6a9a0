import { expect, test } from 'vitest';
import { createMuteTest } from '../../entrypoints/background/mute-test.ts';
import { DEFAULT_SETTINGS } from '../../utils/settings/settings.ts';
import { MORNING } from '../components/invented.ts';

const mutedIds = (muted: Partial<typeof DEFAULT_SETTINGS.muted>) =>
  MORNING.filter(createMuteTest({ ...DEFAULT_SETTINGS.muted, ...muted })).map(({ id }) => id);

test('nothing is muted by empty lists', () => expect(mutedIds({})).toEqual([]));

test('a rule, an indicator in any of its forms, every source', () => {
  expect(mutedIds({ rules: ['Phish_Kit_Heron'] })).toEqual(['3']);
  expect(mutedIds({ keys: [MORNING[0]?.keys.at(-1) ?? ''] })).toEqual(['1']);
  expect(mutedIds({ sources: ['20136027623'] })).toEqual(['4', '30']);
});

test('a host: itself, its subdomains and every URL there, not its look-alikes', () => {
  expect(mutedIds({ hosts: ['heron-mail.example'] })).toEqual(['3', '50']);
  expect(mutedIds({ hosts: ['kite-telemetry.example'] })).toEqual(['4']);
  expect(mutedIds({ hosts: ['telemetry.example', 'mail.example'] })).toEqual([]);
});
