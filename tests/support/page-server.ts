import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PageServer {
  /** The first page's URL. */
  readonly url: string;
  readonly origin: string;
  /** Paths requested so far, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  xhtml: 'application/xhtml+xml',
  xml: 'application/xml',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  js: 'text/javascript',
};

/** Serves web pages (path -> text) on loopback, under `localhost` so that they are no origin of the stand-in's. */
export async function servePages(
  pages: Readonly<Record<string, string>>,
  first = Object.keys(pages)[0] ?? '/',
  headers: Readonly<Record<string, string>> = {},
): Promise<PageServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(pathname);
    const text = pages[pathname];
    response.statusCode = text === undefined ? 404 : 200;
    response.setHeader('content-type', TYPES[pathname.split('.').at(-1) ?? ''] ?? TYPES['html'] ?? '');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end(text ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url: origin + first,
    origin,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
