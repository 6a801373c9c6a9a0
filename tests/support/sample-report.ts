import { readFileSync } from 'node:fs';
import { type PageServer, servePages } from './page-server.ts';

const FILE = new URL('../../entrypoints/sample-report/index.html', import.meta.url);

/** Our own part of the bundled page: a place for the bar and the script that runs the content script's code in it. */
const OURS = /<div id="root"><\/div>\n|<script [^>]*><\/script>\n/g;

/** The bundled sample report on loopback, as any site would serve it. */
export async function serveSampleReport(): Promise<PageServer> {
  return servePages({ '/report.html': readFileSync(FILE, 'utf8').replace(OURS, '') }, '/report.html');
}
