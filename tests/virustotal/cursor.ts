import { createHmac } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { badRequest } from './api-error.ts';

/** The place of a row in the stream: its second, then its id, both as in `context_attributes`. */
export interface RowKey {
  readonly date: number;
  readonly id: string;
}

/** Signing only keeps clients from making cursors up; the fixed secret lets a cursor outlive a restart, as upstream. */
const SECRET = 'stand-in';

/**
 * An opaque cursor built like those VirusTotal gives out: base64url, with padding, of a compressed, signed record of
 * the LAST row of the stream page. The filter is not in it: clients must send it again.
 */
export function encodeCursor(last: RowKey, issuedAt: number): string {
  const record = JSON.stringify({ offset: 0, provider: 'DPS', sort: [last.date, last.id] });
  const body = `${Buffer.from(record).toString('base64')}||v3||${Math.floor(issuedAt / 1000)}`;
  const packed = deflateSync(`|${Buffer.from(`${body}||${sign(body)}`).toString('base64')}`);
  return packed.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

/**
 * Reads a cursor made by `encodeCursor`. Throws an `ApiError` (400) when it is not one, or when it was issued more than
 * `lifetimeMs` before `now`.
 */
export function decodeCursor(cursor: string, now: number, lifetimeMs: number): RowKey {
  const [record, issued] = unpack(cursor);
  if (now - issued * 1000 > lifetimeMs) throw badRequest('Invalid cursor: it has expired');
  const [date, id] = JSON.parse(record).sort;
  return { date: Number(date), id: String(id) };
}

function unpack(cursor: string): [record: string, issued: number] {
  let text: string;
  try {
    const inner = inflateSync(Buffer.from(cursor, 'base64url'), { maxOutputLength: 4096 }).toString();
    text = Buffer.from(inner.slice(1), 'base64').toString();
  } catch {
    throw badRequest('Invalid cursor');
  }
  const [record = '', version, issued, signature] = text.split('||');
  const body = `${record}||${version}||${issued}`;
  if (signature !== sign(body)) throw badRequest('Invalid cursor');
  return [Buffer.from(record, 'base64').toString(), Number(issued)];
}

function sign(body: string): string {
  return createHmac('sha256', SECRET).update(body).digest('hex');
}
