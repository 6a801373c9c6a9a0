import * as v from 'valibot';
import { canonicalise } from '../ioc/canonical.ts';
import { type IndicatorKey, parseKey } from '../ioc/indicator.ts';
import { type ArchivedNotification, ENTITY_TYPES } from '../ioc/notification.ts';
import { err, ok, type Result } from '../lang/result.ts';
import type { Note } from './archive-api.ts';

/**
 * An archive file is JSON Lines: a head, then one notification, note or tombstone a line, in any order. It never holds
 * the API key or address: nothing of the account is in the archive to begin with.
 */
export const FILE_FORMAT = 1;

export type ArchiveLine =
  | { readonly kind: 'archive'; readonly format: number; readonly exportedAt: number }
  | { readonly kind: 'notification'; readonly notification: ArchivedNotification }
  | { readonly kind: 'note'; readonly note: Note }
  | { readonly kind: 'tombstone'; readonly tombstone: { readonly id: string; readonly date: number } };

const text = v.string();
const filled = v.pipe(text, v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const texts = v.array(text);
/** UTC seconds up to the year 9999. */
const date = v.pipe(count, v.maxValue(253_402_300_799));

const keySchema = v.custom<IndicatorKey>((input) => {
  const indicator = typeof input === 'string' ? parseKey(input) : undefined;
  return indicator !== undefined && canonicalise(indicator.kind, indicator.value) === indicator.value;
}, 'not a canonical key');

const entitySchema = v.object({
  type: v.picklist(ENTITY_TYPES),
  id: filled,
  md5: v.exactOptional(text),
  sha1: v.exactOptional(text),
  sha256: v.exactOptional(text),
  url: v.exactOptional(text),
  meaningfulName: v.exactOptional(text),
  names: v.exactOptional(texts),
  typeDescription: v.exactOptional(text),
  size: v.exactOptional(count),
  stats: v.exactOptional(
    v.object({ malicious: count, suspicious: count, undetected: count, harmless: count }),
  ),
  note: v.exactOptional(text),
});

const huntingSchema = v.object({
  ruleName: v.exactOptional(text),
  ruleTags: texts,
  snippet: v.exactOptional(text),
  sourceCountry: v.exactOptional(text),
  sourceKey: v.exactOptional(text),
  matchSource: v.exactOptional(text),
  matchInSubfile: v.exactOptional(v.boolean()),
});

const notificationSchema = v.object({
  id: filled,
  date,
  origin: filled,
  entity: entitySchema,
  keys: v.pipe(v.array(keySchema), v.minLength(1)),
  sources: v.array(v.object({ type: text, id: text, label: v.exactOptional(text) })),
  tags: texts,
  hunting: v.exactOptional(huntingSchema),
  storedAt: count,
  read: v.boolean(),
  pinned: v.boolean(),
  upstream: v.exactOptional(v.object({ checkedAt: count, gone: v.boolean() })),
});

const lineSchema = v.variant('kind', [
  v.object({ kind: v.literal('archive'), format: v.pipe(count, v.maxValue(FILE_FORMAT)), exportedAt: count }),
  v.object({ kind: v.literal('notification'), notification: notificationSchema }),
  v.object({
    kind: v.literal('note'),
    note: v.object({ key: keySchema, text, labels: texts, updatedAt: count }),
  }),
  v.object({ kind: v.literal('tombstone'), tombstone: v.object({ id: filled, date }) }),
]);

export function writeLine(line: ArchiveLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** Fields that we do not know are dropped; anything else that is not as written above is an error in words. */
export function parseLine(line: string): Result<ArchiveLine, string> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return err('not JSON');
  }
  const parsed = v.safeParse(lineSchema, json);
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  return err(`${v.getDotPath(issue) ?? 'line'}: ${issue.message}`);
}
