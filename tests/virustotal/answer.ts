import type { ApiError } from './api-error.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** An answer in JSON: everything VirusTotal's API says of its own accord. */
export function createJsonAnswer(status: number, body: unknown): ApiAnswer {
  return { status, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(body) };
}

/** The error envelope. */
export function createErrorAnswer({ status, code, message }: ApiError): ApiAnswer {
  return createJsonAnswer(status, { error: { code, message } });
}

/** 200 and nothing: what a DELETE gets. */
export function createEmptyAnswer(): ApiAnswer {
  return { status: 200, headers: { 'content-type': JSON_TYPE }, body: '' };
}
