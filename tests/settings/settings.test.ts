import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  changeSettings,
  DEFAULT_SETTINGS,
  readSettings,
  readSoundSettings,
  repairSettings,
} from '../../utils/settings/settings.ts';

beforeEach(() => fakeBrowser.reset());

const store = (settings: object) => fakeBrowser.storage.local.set({ settings });

test('nothing stored means the defaults', async () => {
  expect(await readSettings()).toEqual({ ok: true, value: DEFAULT_SETTINGS });
});

test('changes made at the same time do not undo one another', async () => {
  await Promise.all([changeSettings({ paused: true }), changeSettings({ syncEveryMinutes: 30 })]);
  expect(await readSettings()).toEqual({
    ok: true,
    value: { ...DEFAULT_SETTINGS, paused: true, syncEveryMinutes: 30 },
  });
});

test('damaged settings are named, not changed, and put back one by one when asked', async () => {
  await store({
    syncEveryMinutes: 'often',
    streamFilter: 'origin:hunting',
    siteModes: { 'a.example': 'loud' },
  });
  const damaged = { ok: false, error: ['syncEveryMinutes', 'siteModes.a.example'] };
  expect(await readSettings()).toEqual(damaged);
  expect(await changeSettings({ paused: true })).toEqual(damaged);
  await repairSettings();
  expect(await readSettings()).toEqual({
    ok: true,
    value: { ...DEFAULT_SETTINGS, streamFilter: 'origin:hunting' },
  });
});

test('a damaged setting takes nothing from the others, nor one site from the next', async () => {
  await store({
    density: 'x',
    paused: true,
    muted: { keys: [] },
    streamFilter: 'origin:hunting',
    siteModes: { 'a.example': 'off', 'b.example': 'loud', 'c.example': 'quiet' },
  });
  expect(await readSoundSettings()).toEqual({
    settings: {
      ...DEFAULT_SETTINGS,
      paused: true,
      streamFilter: 'origin:hunting',
      siteModes: { 'a.example': 'off', 'b.example': 'off', 'c.example': 'quiet' },
    },
    damaged: new Set(['density', 'muted', 'siteModes']),
  });
  await fakeBrowser.storage.local.set({ settings: 'lost' });
  expect(await readSoundSettings()).toEqual({ settings: DEFAULT_SETTINGS, damaged: new Set(['settings']) });
  await store({ siteModes: 'off' });
  expect((await readSoundSettings()).settings).toEqual(DEFAULT_SETTINGS);
});
