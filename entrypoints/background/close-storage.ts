import { browser } from 'wxt/browser';

/**
 * Settings are no secret, yet nothing of ours is a content script's business. Chromium closes this area from 140 on; before,
 * the call is refused, and Firefox has none: what a content script could read there, decision 4 says.
 */
export async function closeStorageToContentScripts(): Promise<void> {
  const { local } = browser.storage;
  if (!('setAccessLevel' in local)) return;
  await local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => undefined);
}
