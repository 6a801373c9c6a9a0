import { browser } from 'wxt/browser';
import { openLookUp, openOptions, requestPages, requestServer } from '../desk/browser-actions.ts';
import { createDesk } from '../desk/desk.ts';
import { startPage } from '../desk/start-page.tsx';
import { findCurrentTab } from '../popup/current-tab.ts';
import { App } from './App.tsx';
import './sidepanel.css';

const desk = createDesk();
const findTab = () => findCurrentTab(browser.tabs, new URL(location.href));

/** The panel stays open while tabs come and go under it. */
function onTabChange(listener: () => void): () => void {
  const onUpdated = (_id: number, { status }: { status?: string | undefined }) => {
    if (status === 'complete') listener();
  };
  browser.tabs.onActivated.addListener(listener);
  browser.tabs.onUpdated.addListener(onUpdated);
  return () => {
    browser.tabs.onActivated.removeListener(listener);
    browser.tabs.onUpdated.removeListener(onUpdated);
  };
}

startPage(() => (
  <App
    desk={desk}
    clock={Date.now}
    query={new URLSearchParams(location.search).get('q') ?? ''}
    findTab={findTab}
    onTabChange={onTabChange}
    onOptions={openOptions}
    onLookUp={openLookUp}
    onAskAccess={requestPages}
    onAskServer={requestServer}
  />
));
