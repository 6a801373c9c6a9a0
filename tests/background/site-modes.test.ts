import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { findTabMode, readSettingsOrDefaults } from '../../entrypoints/background/site-modes.ts';

beforeEach(() => fakeBrowser.reset());

const store = (settings: unknown) => fakeBrowser.storage.local.set({ settings });

test('one damaged setting leaves paused what is paused and off what is off', async () => {
  await store({ density: 'x', paused: true, siteModes: { 'a.example': 'off' } });
  const settings = await readSettingsOrDefaults();
  expect(settings.paused).toBe(true);
  expect(findTabMode(settings, 'https://a.example/')).toBe('off');
});

test.each([{ density: 'x', streamFilter: 'origin:hunting' }, { retention: { keep: 'some' } }])(
  'what limits no request holds up no sync: %j',
  async (damaged) => {
    await store(damaged);
    expect((await readSettingsOrDefaults()).paused).toBe(false);
  },
);

test.each([
  { paused: 'on' },
  { streamFilter: 7 },
  { requestsPerMinute: 0 },
  { requestsPerDay: 'few' },
  'lost',
])('while what limits requests is damaged, nothing is synced: %j', async (damaged) => {
  await store(damaged);
  expect((await readSettingsOrDefaults()).paused).toBe(true);
});
