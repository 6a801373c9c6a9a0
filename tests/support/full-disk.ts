import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** From now on the browser stores no setting. Returns the way back. */
export function fillDisk(): () => void {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const set = vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('the disk is full'));
  return () => set.mockRestore();
}
