import { browser } from 'wxt/browser';
import { requestNotifications, requestPages, requestServer } from '../desk/browser-actions.ts';
import { createDesk } from '../desk/desk.ts';
import { startPage } from '../desk/start-page.tsx';
import { App } from './App.tsx';
import './options.css';

const desk = createDesk();

startPage(() => (
  <App
    desk={desk}
    clock={Date.now}
    onAskAccess={requestPages}
    onAskServer={requestServer}
    onAskNotifications={requestNotifications}
    version={browser.runtime.getManifest().version}
    onWelcome={() => void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') })}
  />
));
