import { browser } from 'wxt/browser';
import { FRAME_AROUND_GLOBAL, FRAME_REPORT_GLOBAL, READ_OWN_FRAME } from '../../utils/messaging/protocol.ts';
import around from '../around.ts';
import { readFrame } from '../background/in-frame.ts';
import { createDesk } from '../desk/desk.ts';
import { startPage } from '../desk/start-page.tsx';
import inPage from '../in-page.ts';
import { SampleBar } from './SampleBar.tsx';
import './sample-report.css';

const desk = createDesk();

// No browser lets an extension inject into its own pages: this page runs the content script's code by itself, and
// answers by message what other pages answer to an injected question (background/frames.ts).
inPage.main();
around.main();
browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
  const { type } = message as { type?: unknown };
  if (sender.id !== browser.runtime.id || type !== READ_OWN_FRAME.type) return undefined;
  readFrame(FRAME_REPORT_GLOBAL, FRAME_AROUND_GLOBAL, true).then(
    ({ report }) => sendResponse(report),
    () => sendResponse(),
  );
  return true;
});

const closeTab = async () => {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id !== undefined) await browser.tabs.remove(tab.id);
};

startPage(() => <SampleBar desk={desk} onGone={() => void closeTab()} />);
