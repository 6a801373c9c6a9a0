import { browser } from 'wxt/browser';
import { MINUTE_MS } from '../../utils/lang/time.ts';
import { readSettingsOrDefaults } from './site-modes.ts';

const SYNC_ALARM = 'sync';
/** The floor of both browsers' alarms. Bursts and back-off need no finer clock. */
const TICK_MINUTES = 0.5;

/**
 * One alarm that fires often; what is due is the sync engine's to say (it knows interval, back-off and open gaps). An
 * alarm that exists is left alone, or every start of the worker would put it off. Unless the clock was set back since:
 * browsers keep the time it is to fire at, which may then be years away.
 */
export async function setSyncAlarm(): Promise<void> {
  const { paused } = await readSettingsOrDefaults();
  if (paused) {
    await browser.alarms.clear(SYNC_ALARM);
    return;
  }
  const alarm = await browser.alarms.get(SYNC_ALARM);
  if (alarm !== undefined && alarm.scheduledTime <= Date.now() + 2 * TICK_MINUTES * MINUTE_MS) return;
  await browser.alarms.create(SYNC_ALARM, { delayInMinutes: TICK_MINUTES, periodInMinutes: TICK_MINUTES });
}

export function onSyncAlarm(run: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === SYNC_ALARM) run();
  });
}
