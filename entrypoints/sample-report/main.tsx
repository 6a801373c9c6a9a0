import { browser } from 'wxt/browser';
import { FRAME_REPORT_GLOBAL, READ_OWN_FRAME } from '../../utils/messaging/protocol.ts';
import { createDesk } from '../desk/desk.ts';
import { startPage } from '../desk/start-page.tsx';
import inPage from '../in-page.ts';
import { SampleBar } from './SampleBar.tsx';
import './sample-report.css';

const desk = createDesk();

// No browser lets an extension inject into its own pages: this page runs the content script's code by itself, and
// answers by message what other pages answer to an injected question (background/frames.ts).
inPage.main();
browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
  const { type } = message as { type?: unknown };
  if (sender.id !== browser.runtime.id || type !== READ_OWN_FRAME.type) return undefined;
  const report = (globalThis as Record<string, unknown>)[FRAME_REPORT_GLOBAL];
  sendResponse(typeof report === 'function' ? report() : undefined);
  return true;
});

const closeTab = async () => {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id !== undefined) await browser.tabs.remove(tab.id);
};

startPage(() => <SampleBar desk={desk} onGone={() => void closeTab()} />);
