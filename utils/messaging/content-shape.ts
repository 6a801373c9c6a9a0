import * as v from 'valibot';
import { type IndicatorKey, parseKey } from '../ioc/indicator.ts';
import type { ContentRequest } from './protocol.ts';

/** A 10 MB page holds under 100,000 candidates; a frame that sends far more than that is not ours. */
const MAX_KEYS_LENGTH = 32 * 1024 * 1024;

const key = v.custom<IndicatorKey>((value) => typeof value === 'string' && parseKey(value) !== undefined);

const contentRequest = v.variant('type', [
  v.object({
    type: v.literal('ask-matches'),
    keys: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_KEYS_LENGTH)),
  }),
  v.object({ type: v.literal('ask-glance'), key }),
  v.object({ type: v.literal('open-detail'), key }),
]);

/**
 * The content script's request that a received message is; `undefined` when it is none. Background side only: the
 * content bundle carries no schema library.
 */
export function parseContentRequest(message: unknown): ContentRequest | undefined {
  const result = v.safeParse(contentRequest, message);
  return result.success ? result.output : undefined;
}
