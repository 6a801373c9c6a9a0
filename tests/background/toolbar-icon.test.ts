import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { paintIcon, shapeOf } from '../../entrypoints/background/toolbar-icon.ts';

const icons: { tabId?: number; path: Record<string, string> }[] = [];
/** How the browser answers the next painting. */
let failing: 'refused' | 'taken, then the worker died' | undefined;
const titles: { tabId?: number; title: string }[] = [];

beforeEach(() => {
  fakeBrowser.reset();
  icons.length = 0;
  titles.length = 0;
  failing = undefined;
  vi.spyOn(fakeBrowser.action, 'setIcon').mockImplementation(async (details) => {
    if (failing !== 'refused') icons.push(details as never);
    if (failing !== undefined) throw new Error(failing);
  });
  vi.spyOn(fakeBrowser.action, 'setTitle').mockImplementation(async (details) => {
    titles.push(details as never);
  });
  vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([1, 2, 3, 7, 8, 9].map((id) => ({ id })) as never);
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
  await paintIcon('off', 9);
  expect(titles).toEqual([7, 9].map((tabId) => ({ tabId, title: 'Huntlight: iconOff' })));
  expect(icons.map(({ tabId }) => tabId)).toEqual([7, undefined, 8]);
});

/** What a tab shows after each painting, by the rules of both browsers; the files tell the shapes apart. */
function createButton() {
  const own = new Map<number | undefined, string>();
  return {
    take() {
      for (const { tabId, path } of icons.splice(0)) own.set(tabId, path[16] ?? '');
    },
    leavePage: (tabId: number) => void own.delete(tabId),
    shows: (tabId: number) => own.get(tabId) ?? own.get(undefined),
  };
}

test('whatever order tabs, pages and sites come in, a tab shows its shape', async () => {
  const shapes = ['on', 'partial', 'off'] as const;
  const files = { on: '/icon/16.png', partial: '/icon/partial-16.png', off: '/icon/off-16.png' };
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          tabId: fc.constantFrom(1, 2, undefined),
          shape: fc.constantFrom(...shapes),
          isNewPage: fc.boolean(),
          outcome: fc.constantFrom('taken', 'taken', 'taken', 'refused', 'taken, then the worker died'),
        }),
        { maxLength: 12 },
      ),
      async (steps) => {
        fakeBrowser.reset();
        icons.length = 0;
        const button = createButton();
        await paintIcon('on');
        for (const { tabId, shape, isNewPage, outcome } of steps) {
          button.take();
          if (tabId !== undefined && isNewPage) button.leavePage(tabId);
          if (outcome === 'taken') {
            await paintIcon(shape, tabId, isNewPage);
            button.take();
            if (tabId !== undefined) expect(button.shows(tabId)).toBe(files[shape]);
          } else {
            failing = outcome;
            await paintIcon(shape, tabId).catch(() => undefined);
            failing = undefined;
          }
        }
      },
    ),
  );
});

test('pages that load in tabs with nothing of their own need no file', async () => {
  await paintIcon('on');
  await paintIcon('off', 3);
  expect(icons).toHaveLength(2);
  for (const tabId of [1, 2]) await paintIcon('on', tabId);
  await paintIcon('on');
  expect(icons).toHaveLength(2);
});

test('a page that comes after a browser page is not painted while it loads', async () => {
  await paintIcon('on');
  await paintIcon('off', 1);
  icons.length = 0;
  await paintIcon('on', 1, true);
  expect(icons).toEqual([]);
  // The one before may have been painted late.
  await paintIcon('on', 1);
  await paintIcon('on', 1);
  await paintIcon('partial', 2, true);
  expect(icons.map(({ tabId }) => tabId)).toEqual([1, 2]);
});

test('tabs that were closed are forgotten', async () => {
  await paintIcon('on');
  await paintIcon('off', 1);
  vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([{ id: 2 }] as never);
  await paintIcon('off', 2);
  expect(await fakeBrowser.storage.session.get()).toEqual({ icons: { all: 'on', tabs: { 2: 'off' } } });
});
