import { beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ArchiveAccess } from '../../entrypoints/background/archive-access.ts';
import { createCommandHandlers } from '../../entrypoints/background/command-handlers.ts';
import { err, ok } from '../../utils/lang/result.ts';
import { StoreFault } from '../../utils/sync/ports.ts';

const openPopup = vi.fn(async () => undefined);
const markAllRead = vi.fn(async () => 3);

const OPEN = async () => ok({ archive: { markAllRead } }) as never;

function createHandlers(open: ArchiveAccess['open'] = OPEN) {
  return createCommandHandlers({
    access: { open, forget: () => undefined },
    syncNow: async () => undefined,
    onPageChanged: () => undefined,
    clock: () => 0,
  });
}

async function openTab(url: string): Promise<{ id: number }> {
  const { id } = await fakeBrowser.tabs.create({ url });
  if (id === undefined) throw new Error('a tab without a number');
  return { id };
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  openPopup.mockClear();
  browser.action.openPopup = openPopup;
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => true);
  vi.spyOn(browser.tabs, 'sendMessage').mockRejectedValue(new Error('nobody is there'));
  vi.spyOn(browser.scripting, 'executeScript').mockRejectedValue(new Error('no access to this page'));
});

test.each([
  ['that damaged settings did not take', 'https://a.example/', { density: 'x' }],
  ['where nothing of ours may run', 'about:preferences', undefined],
])('the popup says what became of a switch %s', async (_name, url, settings) => {
  const tab = await openTab(url);
  if (settings) await fakeBrowser.storage.local.set({ settings });
  await createHandlers()['switch-site'](tab);
  expect(openPopup).toHaveBeenCalledOnce();
});

test('a switch that the site has taken says no more than the page does', async () => {
  await createHandlers()['switch-site'](await openTab('https://a.example/'));
  expect(openPopup).not.toHaveBeenCalled();
});

test('marking all as read opens the popup where the archive does not take it', async () => {
  await createHandlers()['mark-all-read'](undefined);
  expect(markAllRead).toHaveBeenCalledWith('origin:hunting', expect.any(Function));
  expect(openPopup).not.toHaveBeenCalled();

  markAllRead.mockRejectedValueOnce(new StoreFault('disk-full', 'no room'));
  await createHandlers()['mark-all-read'](undefined);
  await createHandlers(async () => err({ code: 'disk-full', message: 'no room' }) as never)['mark-all-read'](
    undefined,
  );
  expect(openPopup).toHaveBeenCalledTimes(2);
});

test('where the browser opens no popup, options are opened', async () => {
  openPopup.mockRejectedValueOnce(new Error('no user gesture'));
  const openOptions = vi.spyOn(browser.runtime, 'openOptionsPage').mockImplementation(async () => undefined);
  await createHandlers(async () => err({ code: 'disk-full', message: 'no room' }) as never)['mark-all-read'](
    undefined,
  );
  expect(openOptions).toHaveBeenCalledOnce();
});
