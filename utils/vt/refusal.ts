import * as v from 'valibot';
import { SECOND_MS } from '../lang/time.ts';
import type { StreamError } from '../sync/ports.ts';
import { ErrorSchema } from './schemas.ts';

/** What an answer with status 400 or more says. */
export interface Refusal {
  readonly status: number;
  readonly body: string;
  readonly retryAfterMs?: number;
}

/**
 * VirusTotal's error codes (documentation "Errors") as the one closed union. An answer without the API's envelope comes
 * from something in between (a proxy's block page, a hotel's login): it must not count as VirusTotal's own "forbidden",
 * which stops the sync until the key changes.
 */
export function readRefusal({ status, body, retryAfterMs }: Refusal): StreamError {
  const envelope = readEnvelope(body);
  const message = envelope?.message ?? `HTTP status ${status}`;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (envelope?.code === 'QuotaExceededError') return { code: 'quota', message, ...wait };
  // 400 NotAvailableYet: "will become available later". 429 TooManyRequests: also while a DELETE is running.
  if (status === 429 || envelope?.code === 'NotAvailableYet') return { code: 'busy', message, ...wait };
  if (status >= 500 || status === 408 || status === 424) return { code: 'server', status, message, ...wait };
  if (envelope === undefined) return { code: 'not-virustotal', message };
  switch (status) {
    case 401:
      return { code: 'unauthorised', message };
    case 403:
      return { code: 'forbidden', message };
    case 404:
      return { code: 'not-found', message };
    default:
      return { code: 'bad-request', message };
  }
}

/**
 * `Retry-After` as a wait in ms: seconds or an HTTP date (RFC 9110, 10.2.3), the date seen from the server's own clock.
 * VirusTotal documents no such header; front ends send it.
 */
export function readRetryAfter(value: string | null, serverNow: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * SECOND_MS;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - serverNow);
}

function readEnvelope(body: string): { readonly code: string; readonly message: string } | undefined {
  const read = v.safeParse(ErrorSchema, tryJson(body));
  if (!read.success) return undefined;
  const { code = 'unknown', message } = read.output.error;
  return { code, message: message || code };
}

/** `undefined` for what is no JSON (which is no JSON value either). */
export function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
