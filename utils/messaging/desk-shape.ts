import * as v from 'valibot';
import { type IndicatorKey, parseKey } from '../ioc/indicator.ts';
import type { DeskRequest } from './desk-protocol.ts';
import { NOTE_LIMITS } from './detail-requests.ts';
import { LOOK_UP_BATCH } from './look-up-request.ts';

const filter = v.pipe(v.string(), v.maxLength(4000));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const key = v.custom<IndicatorKey>((value) => typeof value === 'string' && parseKey(value) !== undefined);
const where = v.picklist(['here', 'everywhere']);

const soFar = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)));
const after = v.exactOptional(v.object({ date: v.number(), id: v.string() }));
const tabId = v.pipe(v.number(), v.integer());
const archiveId = v.pipe(text(200), v.minLength(1));

const deskRequest = v.variant('type', [
  v.object({ type: v.literal('read-status') }),
  v.object({
    type: v.literal('save-account'),
    apiKey: v.exactOptional(v.pipe(v.string(), v.maxLength(1000))),
    apiAddress: v.pipe(v.string(), v.maxLength(2000)),
    archive: v.exactOptional(v.picklist(['same', 'new'])),
  }),
  v.object({ type: v.literal('sync-now') }),
  v.object({ type: v.literal('mark-read'), ids: v.array(v.string()), read: v.boolean() }),
  // No limit: the search box has none.
  v.object({ type: v.literal('mark-all-read'), filter: v.string(), soFar, after }),
  v.object({ type: v.literal('read-page-report'), tabId }),
  v.object({ type: v.literal('show-match'), tabId, key }),
  v.object({ type: v.literal('show-rest'), tabId }),
  v.object({
    type: v.literal('look-up'),
    keys: v.pipe(v.string(), v.minLength(1)),
    evidence: v.pipe(v.string(), v.regex(/^[0-5]+$/), v.maxLength(LOOK_UP_BATCH)),
  }),
  v.object({
    type: v.literal('mark-notification'),
    id: v.string(),
    read: v.exactOptional(v.boolean()),
    pinned: v.exactOptional(v.boolean()),
  }),
  v.object({
    type: v.literal('write-note'),
    key,
    text: text(NOTE_LIMITS.text),
    labels: v.pipe(v.array(text(NOTE_LIMITS.label)), v.maxLength(NOTE_LIMITS.labels)),
    was: v.object({ text: v.string(), labels: v.array(v.string()) }),
  }),
  v.object({ type: v.literal('refresh-notification'), id: v.string() }),
  v.object({ type: v.literal('delete-notifications'), ids: v.array(v.string()), where }),
  v.object({ type: v.literal('count-upstream'), filter }),
  v.object({ type: v.literal('delete-matching'), filter, where, soFar, after }),
  v.object({ type: v.literal('maintain-now') }),
  v.object({ type: v.literal('archive-written') }),
  v.object({ type: v.literal('wipe-archive'), forgetKey: v.boolean() }),
  v.object({ type: v.literal('use-archive'), id: archiveId }),
  v.object({ type: v.literal('delete-archive'), id: archiveId }),
  v.object({ type: v.literal('start-sample') }),
  v.object({ type: v.literal('leave-sample') }),
  v.object({ type: v.literal('read-site'), tabId }),
  v.object({
    type: v.literal('set-site-mode'),
    tabId,
    mode: v.picklist(['highlight', 'quiet', 'off']),
    of: v.picklist(['site', 'page']),
  }),
]);

/** The desk's request that a received message is; `undefined` when it is none (another room's, or malformed). */
export function parseDeskRequest(message: unknown): DeskRequest | undefined {
  const result = v.safeParse(deskRequest, message);
  return result.success ? result.output : undefined;
}
