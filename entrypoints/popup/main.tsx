import { browser } from 'wxt/browser';
import { parseKey } from '../../utils/ioc/indicator.ts';
import { openOptions, requestPages } from '../desk/browser-actions.ts';
import { createDesk } from '../desk/desk.ts';
import { startPage } from '../desk/start-page.tsx';
import { App } from './App.tsx';
import { findCurrentTab } from './current-tab.ts';
import './popup.css';

const desk = createDesk();
const asked = decodeURIComponent(location.hash.slice(1));
const indicator = parseKey(asked) && (asked as Parameters<typeof App>[0]['indicator']);

startPage(() => (
  <App
    desk={desk}
    clock={Date.now}
    indicator={indicator}
    findTab={() => findCurrentTab(browser.tabs, new URL(location.href))}
    onOptions={openOptions}
    onAskAccess={requestPages}
  />
));
