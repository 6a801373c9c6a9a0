import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { setSyncAlarm } from '../../entrypoints/background/alarms.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../utils/lang/time.ts';
import { changeSettings } from '../../utils/settings/settings.ts';
import { START } from '../sync/rig.ts';

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: START, toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const findTime = async () => (await fakeBrowser.alarms.get('sync'))?.scheduledTime;

test('an alarm that is to fire soon is left alone, however often the worker starts', async () => {
  await setSyncAlarm();
  expect(await findTime()).toBe(START + MINUTE_MS / 2);
  vi.setSystemTime(START + 10 * SECOND_MS);
  await setSyncAlarm();
  expect(await findTime()).toBe(START + MINUTE_MS / 2);
});

test('one of before the clock was set back by a year is made anew', async () => {
  await setSyncAlarm();
  const before = START - 365 * DAY_MS;
  vi.setSystemTime(before);
  await setSyncAlarm();
  expect(await findTime()).toBe(before + MINUTE_MS / 2);
});

test('paused, there is none', async () => {
  await setSyncAlarm();
  await changeSettings({ paused: true });
  await setSyncAlarm();
  expect(await findTime()).toBeUndefined();
});
