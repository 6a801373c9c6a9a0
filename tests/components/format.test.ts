import { beforeAll, describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatCountry,
  formatRelative,
  formatSpan,
  formatUtc,
  formatWhen,
} from '../../components/words/format.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../utils/lang/time.ts';
import { NOW } from './invented.ts';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);

test('UTC is written as analysts write it, whatever the zone of the browser', () => {
  expect(formatUtc(NOW)).toBe('2026-11-22 14:05:00 UTC');
});

test('the nearer a moment, the shorter it is written', () => {
  const today = formatWhen(NOW - MINUTE_MS, NOW);
  const lastWeek = formatWhen(NOW - 8 * DAY_MS, NOW);
  const lastYear = formatWhen(NOW - 400 * DAY_MS, NOW);
  expect(today).not.toMatch(/Nov|2026/);
  expect(lastWeek).toContain(today.slice(0, 2));
  expect(lastWeek).not.toContain('2026');
  expect(lastYear).toContain('2025');
});

describe('relative time', () => {
  test.each([
    [-20 * SECOND_MS, 'now'],
    [-2 * MINUTE_MS, '2 min. ago'],
    [-119 * MINUTE_MS, '1 hr. ago'],
    [-47 * HOUR_MS, '47 hr. ago'],
    [-9 * DAY_MS, '9 days ago'],
    [5 * MINUTE_MS, 'in 5 min.'],
  ])('%d ms', (delta, words) => {
    expect(formatRelative(NOW + delta, NOW)).toBe(words);
  });
});

test('spans and sizes take their largest sensible unit', () => {
  expect([30 * SECOND_MS, 40 * MINUTE_MS, 5 * HOUR_MS, 3 * DAY_MS].map(formatSpan)).toEqual([
    '30 sec',
    '40 min',
    '5 hr',
    '3 days',
  ]);
  expect([0, 1, 999, 1000, 1_482_752, 3e9, 5e15].map(formatBytes)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1 kB',
    '1.5 MB',
    '3 GB',
    '5,000,000 GB',
  ]);
});

test('a country that is none keeps its code', () => {
  expect(formatCountry('de')).toBe('Germany');
  for (const code of ['', 'QQ9', '\u202eDE', '<b>']) expect(formatCountry(code)).toBe(code);
});
