import type { PageReport, Problem } from './desk-protocol.ts';

/**
 * On a bulk look-up, for a batch of what the pasted text holds; the text itself stays in the page that read it. Matched
 * as a page's candidates are, but for mutes: they say what is painted and counted, not what the archive holds.
 */
export interface LookUp {
  readonly type: 'look-up';
  /** Distinct keys joined by '\n', and the clearest evidence of each (utils/ioc/candidate.ts), one digit per key. */
  readonly keys: string;
  readonly evidence: string;
}
export type LookUpReply =
  /** Matches and indicators that the archive does not hold; look-alikes are in neither (utils/match/listing.ts). */
  | ({ readonly ok: true } & Pick<Extract<PageReport, { available: true }>, 'items' | 'unseen'>)
  | { readonly ok: false; readonly problem: Problem };

/** Keys of one request: an answer comes within moments, so that a cancel is felt at once. */
export const LOOK_UP_BATCH = 2000;
