import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { paintIcon, shapeOf } from '../../entrypoints/background/toolbar-icon.ts';

const icons: { tabId?: number; path: Record<string, string> }[] = [];
const titles: { tabId?: number; title: string }[] = [];

beforeEach(() => {
  icons.length = 0;
  titles.length = 0;
  vi.spyOn(fakeBrowser.action, 'setIcon').mockImplementation(async (details) => {
    icons.push(details as never);
  });
  vi.spyOn(fakeBrowser.action, 'setTitle').mockImplementation(async (details) => {
    titles.push(details as never);
  });
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key) => String(key));
});

test.each([
  ['on', { mode: 'highlight' }],
  ['partial', { mode: 'quiet' }],
  ['off', { mode: 'off' }],
  ['off', { mode: 'highlight', fault: 'no-access' }],
  ['off', { mode: 'quiet', fault: 'browser-page' }],
] as const)('%s: %o', (shape, site) => {
  expect(shapeOf(site)).toBe(shape);
});

test.each(['on', 'partial', 'off'] as const)('the files of "%s" are in the extension', async (shape) => {
  await paintIcon(shape, 7);
  expect(icons).toHaveLength(1);
  for (const path of Object.values(icons[0]?.path ?? {}))
    expect(existsSync(join(import.meta.dirname, '../../public', path)), path).toBe(true);
});

test('a tab that is off says so where its badge shows nothing; the icon of all tabs leaves their titles alone', async () => {
  await paintIcon('off', 7);
  await paintIcon('off');
  await paintIcon('on', 8);
  expect(titles).toEqual([{ tabId: 7, title: 'Huntlight: iconOff' }]);
  expect(icons.map(({ tabId }) => tabId)).toEqual([7, undefined, 8]);
});
