import { writeAccount } from '../../../utils/store/account.ts';

/** Makes an archive the account's own, so that popup and background use it, with nothing to sync from. */
export async function useArchive(id: string): Promise<void> {
  const { chrome } = globalThis as unknown as {
    chrome: { storage: { local: { set(items: object): Promise<void> } } };
  };
  await chrome.storage.local.set({ settings: { paused: true } });
  // RFC 863, discard: nobody answers.
  const written = await writeAccount({
    apiKey: 'bench',
    apiAddress: 'http://127.0.0.1:9',
    archiveId: id,
    savedAt: 1,
  });
  if (!written.ok) throw new Error(`account: ${written.error.code}`);
}
