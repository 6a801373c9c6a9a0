import { expect, test } from 'vitest';
import { findCurrentTab } from '../../entrypoints/popup/current-tab.ts';

const POPUP = 'chrome-extension://ours/popup.html';
const page = { id: 1, url: 'https://a.example/', active: false, lastAccessed: 10 };
const newer = { id: 2, url: 'https://b.example/', active: false, lastAccessed: 20 };
const welcome = { id: 5, url: 'chrome-extension://ours/welcome.html', active: false, lastAccessed: 28 };
const tabs = (...all: (Omit<typeof page, 'lastAccessed'> & { lastAccessed?: number })[]) => ({
  getCurrent: async () => all.find(({ id }) => id === 9),
  query: async () => all,
});

test('the active tab', async () => {
  expect(await findCurrentTab(tabs(newer, { ...page, active: true }), new URL(POPUP))).toBe(1);
});

test('the one used before, when the popup is a tab itself', async () => {
  const self = { id: 9, url: POPUP, active: true, lastAccessed: 30 };
  expect(await findCurrentTab(tabs(page, newer, self), new URL(POPUP))).toBe(2);
});

test('none of several, when the popup is a tab itself and the browser does not tell which was used before', async () => {
  const untold = [page, newer].map(({ lastAccessed: _, ...tab }) => tab);
  const self = { id: 9, url: POPUP, active: true };
  expect(await findCurrentTab(tabs(...untold, self), new URL(POPUP))).toBeUndefined();
  expect(await findCurrentTab(tabs(...untold.slice(1), self), new URL(POPUP))).toBe(2);
  expect(await findCurrentTab(tabs(...untold, self), new URL(`${POPUP}?tab=1`))).toBe(1);
});

test('none, when the popup was opened from another page of ours: not the one that was in front of that', async () => {
  const self = { id: 9, url: POPUP, active: true, lastAccessed: 30 };
  expect(await findCurrentTab(tabs(page, newer, welcome, self), new URL(POPUP))).toBeUndefined();
  expect(await findCurrentTab(tabs(welcome, self), new URL(POPUP))).toBeUndefined();
});

test('a page of ours that popup or panel stand before, not the one used before it', async () => {
  expect(await findCurrentTab(tabs(page, { ...welcome, active: true }), new URL(POPUP))).toBe(5);
});

test('the sample report is read like any page', async () => {
  const sample = {
    id: 4,
    url: 'chrome-extension://ours/sample-report.html',
    active: false,
    lastAccessed: 29,
  };
  const self = { id: 9, url: POPUP, active: true, lastAccessed: 30 };
  expect(await findCurrentTab(tabs(page, newer, sample, welcome, self), new URL(POPUP))).toBe(4);
});

test('the one named in the address', async () => {
  expect(await findCurrentTab(tabs(newer), new URL(`${POPUP}?tab=7`))).toBe(7);
  expect(await findCurrentTab(tabs(newer), new URL(`${POPUP}?tab=x`))).toBe(2);
});

test('none', async () => {
  expect(await findCurrentTab(tabs(), new URL(POPUP))).toBeUndefined();
});
