import { readFileSync } from 'node:fs';
import { type PageServer, servePages } from './page-server.ts';

const FILE = new URL('../../public/sample/report.html', import.meta.url);

/** The bundled sample report on loopback, as any site would serve it. */
export async function serveSampleReport(): Promise<PageServer> {
  return servePages({ '/report.html': readFileSync(FILE, 'utf8') }, '/report.html');
}
