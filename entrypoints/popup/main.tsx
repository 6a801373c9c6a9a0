import { browser } from 'wxt/browser';
import { createKey, parseKey } from '../../utils/ioc/indicator.ts';
import { openPanel } from '../background/open-desk.ts';
import { openLookUp, openOptions, requestPages, requestServer } from '../desk/browser-actions.ts';
import { createDesk } from '../desk/desk.ts';
import { startPage } from '../desk/start-page.tsx';
import { App } from './App.tsx';
import { findCurrentTab } from './current-tab.ts';
import './popup.css';

const desk = createDesk();
// The key after `#` as URLSearchParams reads it: unlike decodeURIComponent it throws at nothing.
const asked = parseKey(new URLSearchParams(`key=${location.hash.slice(1)}`).get('key') ?? '');

// Looked up now: an `await` in the click would lose the gesture that opens a panel.
let windowId: number | undefined;
void browser.windows.getCurrent().then(({ id }) => {
  windowId = id;
});
const findTab = () => findCurrentTab(browser.tabs, new URL(location.href));

startPage(() => (
  <App
    desk={desk}
    clock={Date.now}
    indicator={asked && createKey(asked.kind, asked.value)}
    findTab={findTab}
    onOptions={openOptions}
    onLookUp={openLookUp}
    onPanel={() => void openPanel(windowId).then(() => window.close())}
    onAskAccess={requestPages}
    onAskServer={requestServer}
  />
));
