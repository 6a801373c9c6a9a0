import { browser } from 'wxt/browser';
import { createKey, parseKey } from '../../utils/ioc/indicator.ts';
import { openOptions, requestPages } from '../desk/browser-actions.ts';
import { createDesk } from '../desk/desk.ts';
import { createOpenPanel } from '../desk/open-panel.ts';
import { startPage } from '../desk/start-page.tsx';
import { App } from './App.tsx';
import { findCurrentTab } from './current-tab.ts';
import './popup.css';

const desk = createDesk();
// The key after `#` as URLSearchParams reads it: unlike decodeURIComponent it throws at nothing.
const asked = parseKey(new URLSearchParams(`key=${location.hash.slice(1)}`).get('key') ?? '');

const openPanel = createOpenPanel(browser, () => window.close());
const findTab = () => findCurrentTab(browser.tabs, new URL(location.href));

startPage(() => (
  <App
    desk={desk}
    clock={Date.now}
    indicator={asked && createKey(asked.kind, asked.value)}
    findTab={findTab}
    onOptions={openOptions}
    onPanel={openPanel}
    onAskAccess={requestPages}
  />
));
