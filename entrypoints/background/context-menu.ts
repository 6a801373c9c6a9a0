import { browser } from 'wxt/browser';
import { t } from '../../components/words/translate.ts';
import { defangText, readLookUp } from './look-up.ts';
import { openArchive, openIndicator, openPanel } from './open-desk.ts';

/** Selected text needs no click on the page: the browser hands it over. */
const ITEMS = [
  { id: 'look-up', label: 'menuLookUp', contexts: ['selection'] },
  { id: 'copy-defanged', label: 'menuCopyDefanged', contexts: ['selection'] },
  { id: 'open-panel', label: 'menuPanel', contexts: ['page', 'selection', 'link', 'action'] },
] as const;

/** Call in the first turn. Menus outlive the worker: they are made anew with every install and update. */
export function listenForMenu(onBug: (error: unknown) => void): void {
  browser.runtime.onInstalled.addListener(() => {
    browser.contextMenus
      .removeAll()
      .then(() => {
        for (const { id, label, contexts } of ITEMS) {
          browser.contextMenus.create({ id, title: t(label), contexts: [...contexts] });
        }
      })
      .catch(onBug);
  });
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText = '' }, tab) => {
    switch (menuItemId) {
      case 'open-panel':
        // First thing in the gesture.
        openPanel(tab?.windowId).catch(onBug);
        break;
      case 'look-up':
        lookUp(selectionText).catch(onBug);
        break;
      case 'copy-defanged':
        copy(defangText(selectionText), tab?.id).catch(onBug);
        break;
    }
  });
}

export function lookUp(text: string): Promise<unknown> {
  const found = readLookUp(text);
  return found.sort === 'indicator' ? openIndicator(found.key) : openArchive(found.text);
}

/**
 * A worker has no clipboard: the tab's own frame writes, in our isolated world, with no event that the page could hear.
 * Where it may not (an insecure page, a page of the browser's), the indicator is opened, which has copy buttons.
 */
async function copy(text: string, tabId: number | undefined): Promise<void> {
  const copied = await (tabId === undefined
    ? undefined
    : browser.scripting
        .executeScript({ target: { tabId }, func: writeClipboard, args: [text] })
        .then(([first]) => first?.result === true)
        .catch(() => false));
  if (copied !== true) await lookUp(text);
}

/** Runs in the page's isolated world, so it can use nothing from this file. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
