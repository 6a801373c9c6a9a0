import { openOptions } from '../desk/browser-actions.ts';
import { createDesk } from '../desk/desk.ts';
import { startPage } from '../desk/start-page.tsx';
import { App } from './App.tsx';
import './lookup.css';

const desk = createDesk();

startPage(() => <App desk={desk} clock={Date.now} onOptions={openOptions} />);
