import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery } from './faulty-answer.ts';
import { createStandIn, type RawRequest, type StandIn, type StandInOptions } from './stand-in.ts';

export interface VirusTotalOptions extends StandInOptions {
  /** Default 0: any free one. Loopback only. */
  readonly port?: number;
}

/** A stand-in VirusTotal behind real HTTP, on loopback. */
export interface VirusTotal extends Omit<StandIn, 'answer'> {
  /** `http://127.0.0.1:PORT`, without a slash at the end: the extension's "API address". */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a stand-in VirusTotal. Rejects when the port is taken. */
export async function createVirusTotal(options: VirusTotalOptions = {}): Promise<VirusTotal> {
  const { answer, ...standIn } = createStandIn(options);
  const server = createServer((request, response) => {
    request.resume();
    const raw = readRequest(request);
    if (raw === undefined) {
      response.writeHead(400).end();
      return;
    }
    deliver(response, answer(raw)).catch((error: unknown) => response.destroy(error as Error));
  });
  // A client that comes back after Node's 5 seconds may meet the connection just as it closes: a fault nobody asked for.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    ...standIn,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** `undefined` for a request line or Host header that make no URL. */
function readRequest(request: IncomingMessage): RawRequest | undefined {
  const url = URL.parse(`http://${request.headers.host ?? '127.0.0.1'}${request.url ?? '/'}`);
  if (url === null) return undefined;
  const headers = Object.entries(request.headers).map(
    ([name, value]) => [name, String(value ?? '')] as const,
  );
  return { method: request.method ?? 'GET', url, headers: Object.fromEntries(headers) };
}

const PIECES = 8;

async function deliver(response: ServerResponse, delivery: Delivery): Promise<void> {
  const { status, headers, way, slowMs } = delivery;
  if (way === 'hang') return;
  if (way === 'drop') {
    response.destroy();
    return;
  }
  const body = Buffer.from(delivery.body);
  response.writeHead(status, { ...headers, 'content-length': body.length });
  if (way === 'cut') {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
    return;
  }
  if (slowMs > 0) await dribble(response, body, slowMs);
  else response.end(body);
}

/** Ends early when the client has gone. */
async function dribble(response: ServerResponse, body: Buffer, ms: number): Promise<void> {
  const size = Math.ceil(body.length / PIECES);
  for (let piece = 0; piece < PIECES && !response.destroyed; piece++) {
    response.write(body.subarray(piece * size, (piece + 1) * size));
    await new Promise((resolve) => setTimeout(resolve, ms / PIECES));
  }
  response.end();
}
