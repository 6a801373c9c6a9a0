import { readSpent, spendRequest } from './politeness.ts';
import type { SyncStore } from './ports.ts';
import { parseSpent, type Spent } from './state.ts';

/**
 * Requests that are not the engine's: a count, a deletion, the check of a key, a refresh. They cost the same quota, so the
 * engine's budget counts them; the user asked for each, so no budget refuses them. They have a record of their own: the
 * engine writes its own from what it read before a request, and would forget what was asked meanwhile.
 */
export const askedIdOf = (account: string): string => `asked:${account}`;

/** Counts one before it is sent. One call at a time, or one of two is forgotten. @throws StoreFault */
export async function countAsked(store: SyncStore<unknown>, account: string, now: number): Promise<void> {
  const stateId = askedIdOf(account);
  const state = spendRequest(parseSpent(await store.readSyncState(stateId)), now);
  await store.commitStreamPage({ stateId, state, notifications: [], rejected: [], at: now });
}

/** Both as one. The minute is over when both are: a request too late is better than one too many. */
export function joinSpent(engine: Spent, asked: Spent, now: number): Spent {
  const both = [engine, asked].map((spent) => ({ ...spent, ...readSpent(spent, now) }));
  const running = both.filter(({ minute }) => minute > 0);
  return {
    minuteStartedAt: Math.max(0, ...running.map(({ minuteStartedAt }) => minuteStartedAt)),
    minute: both.reduce((sum, { minute }) => sum + minute, 0),
    // A day without requests yet is today as well.
    day: Math.max(...both.map(({ day, today }) => (today > 0 ? day : 0))),
    today: both.reduce((sum, { today }) => sum + today, 0),
  };
}
