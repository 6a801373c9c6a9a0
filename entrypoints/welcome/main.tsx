import { browser } from 'wxt/browser';
import { requestPages, requestServer } from '../desk/browser-actions.ts';
import { createDesk } from '../desk/desk.ts';
import { startPage } from '../desk/start-page.tsx';
import { App } from './App.tsx';
import './welcome.css';

const desk = createDesk();
const openStream = () => void browser.tabs.create({ url: browser.runtime.getURL('/popup.html') });

startPage(() => (
  <App
    desk={desk}
    clock={Date.now}
    onAskAccess={requestPages}
    onAskServer={requestServer}
    onOpenStream={openStream}
  />
));
