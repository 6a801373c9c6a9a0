import { readFile } from 'node:fs/promises';
import type { ApiItem } from './api-item.ts';

export interface DataFile {
  readonly items: readonly ApiItem[];
  /** One sentence each, with the line's number. */
  readonly problems: readonly string[];
}

/**
 * Reads a file of API items, one JSON item of `data` per line; empty lines are skipped. Only what the stream itself
 * needs is checked (type, id and the context's ids, date and lists): everything else is served as it stands, so that
 * odd rows can be served on purpose. Rejects when the file cannot be read.
 */
export async function readDataFile(path: string): Promise<DataFile> {
  const items: ApiItem[] = [];
  const problems: string[] = [];
  const lineOf = new Map<string, number>();
  for (const [index, line] of (await readFile(path, 'utf8')).split('\n').entries()) {
    if (line.trim() === '') continue;
    const number = index + 1;
    try {
      const item = parseItem(line);
      const id = item.context_attributes.notification_id;
      const earlier = lineOf.get(id);
      if (earlier !== undefined)
        throw new TypeError(`notification_id ${id} stands on line ${earlier} already`);
      lineOf.set(id, number);
      items.push(item);
    } catch (error) {
      problems.push(`line ${number}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { items, problems };
}

const TYPES: readonly unknown[] = ['file', 'url', 'domain', 'ip_address'];

function parseItem(line: string): ApiItem {
  const item: unknown = JSON.parse(line);
  if (!isRecord(item)) throw new TypeError('not a JSON object');
  const { type, id: entityId, context_attributes: context } = item;
  if (!TYPES.includes(type)) throw new TypeError(`type must be one of ${TYPES.join(', ')}`);
  if (typeof entityId !== 'string') throw new TypeError('id must be a string');
  if (!isRecord(context)) throw new TypeError('context_attributes is missing');
  const { notification_id: id, notification_date: date, origin, sources, tags } = context;
  if (typeof id !== 'string' || id === '') throw new TypeError('notification_id must be a string');
  if (!Number.isSafeInteger(date)) throw new TypeError('notification_date must be a whole number of seconds');
  if (typeof origin !== 'string') throw new TypeError('origin must be a string');
  if (!Array.isArray(sources) || !sources.every(isSource)) {
    throw new TypeError('sources must be a list of objects with type and id');
  }
  if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === 'string')) {
    throw new TypeError('tags must be a list of strings');
  }
  return item as unknown as ApiItem;
}

function isSource(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { type, id } = value;
  return typeof type === 'string' && typeof id === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
