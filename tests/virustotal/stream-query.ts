import { badRequest } from './api-error.ts';
import { decodeCursor, type RowKey } from './cursor.ts';
import { parseFilter, type StreamFilter } from './filter.ts';
import type { RowOrder } from './row-source.ts';

/** The parameters of GET /ioc_stream, read and checked. */
export interface StreamQuery {
  readonly filter: StreamFilter;
  readonly order: RowOrder;
  /** 1 to 40. */
  readonly limit: number;
  readonly descriptorsOnly: boolean;
  readonly after?: RowKey;
}

export interface QueryRules {
  /** What happens to a limit over 40: the document does not say. */
  readonly overLimit: 'clamp' | 'reject';
  readonly cursorLifetimeMs: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 40;

/** `parameters` must be form-decoded (`+` is a space). Throws an `ApiError` (400). */
export function parseStreamQuery(parameters: URLSearchParams, rules: QueryRules): StreamQuery {
  const cursor = parameters.get('cursor');
  return {
    filter: parseFilter(parameters.get('filter') ?? ''),
    order: readOrder(parameters.get('order') ?? 'date-'),
    limit: readLimit(parameters.get('limit'), rules.overLimit),
    descriptorsOnly: readFlag('descriptors_only', parameters.get('descriptors_only')),
    ...(cursor ? { after: decodeCursor(cursor, rules.now, rules.cursorLifetimeMs) } : {}),
  };
}

function readOrder(order: string): RowOrder {
  if (order !== 'date-' && order !== 'date+') {
    throw badRequest(`order "${order}" is not valid. Valid orders are: date-,date+`);
  }
  return order;
}

function readLimit(text: string | null, overLimit: QueryRules['overLimit']): number {
  if (text === null) return DEFAULT_LIMIT;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || (limit > MAX_LIMIT && overLimit === 'reject')) {
    throw badRequest(`limit "${text}" is not valid: it must be a number from 1 to ${MAX_LIMIT}`);
  }
  return Math.min(limit, MAX_LIMIT);
}

/** Any case: a public client sends Python's `False`. */
function readFlag(name: string, text: string | null): boolean {
  const value = (text ?? 'false').toLowerCase();
  if (value !== 'true' && value !== 'false') throw badRequest(`${name} "${text}" is not a boolean`);
  return value === 'true';
}
