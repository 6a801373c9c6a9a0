import { type TestBrowser, waitFor } from '../../e2e/support/browser.ts';
import { saveAccount } from '../../e2e/support/desk.ts';

type Runtime = { chrome: { runtime: { sendMessage(message: object): Promise<never> } } };

/** Saves the account, waits until the whole stream is in the archive, and marks some of it as read. */
export async function fillArchive(
  browser: TestBrowser,
  account: { key: string; address: string; readIds: readonly string[] },
): Promise<void> {
  const desk = await saveAccount(browser, account);
  const readSync = () =>
    desk.evaluate(async () => {
      const { runtime } = (globalThis as unknown as Runtime).chrome;
      const status: { sync: { phase: string; lastCompleteAt?: number; gaps: readonly unknown[] } } =
        await runtime.sendMessage({ type: 'read-status' });
      return status.sync;
    }, undefined);
  await waitFor(
    'a complete sync',
    readSync,
    ({ phase, lastCompleteAt, gaps }) =>
      lastCompleteAt !== undefined && gaps.length === 0 && phase !== 'running',
  );
  await desk.evaluate(async (ids) => {
    const { runtime } = (globalThis as unknown as Runtime).chrome;
    if (ids.length > 0) await runtime.sendMessage({ type: 'mark-read', ids, read: true });
  }, account.readIds);
  await desk.close();
}
