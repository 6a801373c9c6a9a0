import { beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { setSiteMode } from '../../entrypoints/background/site-handlers.ts';
import { changeSettings, readSettings } from '../../utils/settings/settings.ts';

/** A tab that shows a page of a.example, where host access was granted and nothing runs yet. */
async function openTab(): Promise<number> {
  const { id } = await fakeBrowser.tabs.create({ url: 'https://a.example/' });
  if (id === undefined) throw new Error('a tab without a number');
  return id;
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => true);
  vi.spyOn(browser.tabs, 'sendMessage').mockRejectedValue(new Error('nobody is there'));
});

test('a mode is saved for the site; what damaged settings do not take holds for the page, and is said', async () => {
  const tabId = await openTab();
  const switchOff = () => setSiteMode({ type: 'set-site-mode', tabId, mode: 'off', of: 'site' });
  expect(await switchOff()).toEqual({ mode: 'off', pageOnly: false, host: 'a.example' });
  expect(await readSettings()).toMatchObject({ value: { siteModes: { 'a.example': 'off' } } });

  await changeSettings({ siteModes: {} });
  await fakeBrowser.storage.local.set({ settings: { density: 'x' } });
  expect(await switchOff()).toEqual({ mode: 'off', pageOnly: true, host: 'a.example', unsaved: 'damaged' });
  expect(await fakeBrowser.storage.local.get('settings')).toEqual({ settings: { density: 'x' } });
});

test('what the browser does not store holds for the page, and that is said', async () => {
  const tabId = await openTab();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('the disk is full'));
  expect(await setSiteMode({ type: 'set-site-mode', tabId, mode: 'off', of: 'site' })).toEqual({
    mode: 'off',
    pageOnly: true,
    host: 'a.example',
    unsaved: 'refused',
  });
});
