import * as v from 'valibot';
import type { DeskRequest } from './desk-protocol.ts';

const filter = v.pipe(v.string(), v.maxLength(4000));
const where = v.picklist(['here', 'everywhere']);

const tabId = v.pipe(v.number(), v.integer());

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
  v.object({ type: v.literal('read-page-report'), tabId }),
  v.object({ type: v.literal('delete-notifications'), ids: v.array(v.string()), where }),
  v.object({ type: v.literal('count-upstream'), filter }),
  v.object({ type: v.literal('delete-matching'), filter, where }),
  v.object({ type: v.literal('maintain-now') }),
  v.object({ type: v.literal('archive-written') }),
  v.object({ type: v.literal('wipe-archive'), forgetKey: v.boolean() }),
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
