import { afterEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { closeStorageToContentScripts } from '../../entrypoints/background/close-storage.ts';

const local: object = fakeBrowser.storage.local;

afterEach(() => {
  Reflect.deleteProperty(local, 'setAccessLevel');
});

test('the settings are closed to content scripts where the browser can do that', async () => {
  const setAccessLevel = vi.fn(async () => undefined);
  Object.assign(local, { setAccessLevel });
  await closeStorageToContentScripts();
  expect(setAccessLevel).toHaveBeenCalledExactlyOnceWith({ accessLevel: 'TRUSTED_CONTEXTS' });
});

test('a browser that refuses, or has no such call, is no bug to be reported at every start', async () => {
  Object.assign(local, { setAccessLevel: async () => Promise.reject(new Error('only for session')) });
  await expect(closeStorageToContentScripts()).resolves.toBeUndefined();
  Reflect.deleteProperty(local, 'setAccessLevel');
  await expect(closeStorageToContentScripts()).resolves.toBeUndefined();
});
