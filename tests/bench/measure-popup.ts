import type * as accountScript from './in-browser/use-account.ts';
import { type BenchArchive, openWithArchives } from './rig/archives.ts';
import { openTab } from './rig/bench-tab.ts';
import type { Rig } from './rig/rig.ts';

/** Notes, in a popup about to load, when its first notifications have been painted. */
const NOTE_FIRST_ROWS = `
  addEventListener('DOMContentLoaded', () => {
    const observer = new MutationObserver(() => {
      const rows = document.querySelectorAll('[data-notification]').length;
      if (rows === 0) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => { globalThis.firstRows = { ms: performance.now(), rows }; }));
    });
    observer.observe(document, { childList: true, subtree: true });
  });
`;

interface NotedRows {
  noted(): Promise<{ readonly ms: number; readonly rows: number }>;
}

/** Waits for the note, as a script of in-browser/ would. */
const READ_NOTE = `globalThis.bench = {
  async noted() {
    while (globalThis.firstRows === undefined) await new Promise((done) => setTimeout(done, 20));
    return globalThis.firstRows;
  },
};`;

/** Milliseconds from the navigation until the popup of the archive's account shows rows. */
export async function measurePopup(rig: Rig, archive: BenchArchive): Promise<number> {
  const browser = await openWithArchives(rig);
  await chooseArchive(rig, archive);
  const popup = await openTab<{ noted: NotedRows['noted'] }>(browser, {
    url: browser.deskUrl('popup.html'),
    before: NOTE_FIRST_ROWS,
    script: READ_NOTE,
  });
  const { ms } = await popup.call('noted');
  await popup.close();
  return ms;
}

/** Makes an archive the one that popup and background use. */
export async function chooseArchive(rig: Rig, { id }: BenchArchive): Promise<void> {
  const browser = await openWithArchives(rig);
  const tab = await rig.openTab<typeof accountScript>(browser.blankUrl, 'use-account.ts', browser);
  await tab.call('useArchive', id);
  await tab.close();
}
