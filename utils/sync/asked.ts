import { DAY_MS } from '../lang/time.ts';
import { readSpent, spendRequest } from './politeness.ts';
import type { SyncStore } from './ports.ts';
import { parseSpent, parseSyncState, type Spent, stateIdOf } from './state.ts';

/**
 * Requests that are not the engine's: a count, a deletion, the check of a key, a refresh. They cost the same quota, so the
 * engine's budget counts them; the user asked for each, so no budget refuses them. They have a record of their own: the
 * engine writes its own from what it read before a request, and would forget what was asked meanwhile.
 */
export const askedIdOf = (account: string): string => `asked:${account}`;

/** Counts one before it is sent. One call at a time, or one of two is forgotten. @throws StoreFault */
export async function countAsked(store: SyncStore<unknown>, account: string, now: number): Promise<void> {
  const asked = parseSpent(await store.readSyncState(askedIdOf(account)));
  await writeAsked(store, account, spendRequest(asked, now), now);
}

/**
 * The key goes on in another archive: what it spent counts there too, or each change of archive would begin the day's
 * budget anew. The greater of both holds, since each archive knows of all that was spent until it was left.
 * @throws StoreFault
 */
export async function carrySpent(
  from: SyncStore<unknown>,
  to: SyncStore<unknown>,
  account: string,
  now: number,
): Promise<void> {
  const left = await readAllSpent(from, account, now);
  const there = readSpent(left, now);
  const here = readSpent(await readAllSpent(to, account, now), now);
  const asked = parseSpent(await to.readSyncState(askedIdOf(account)));
  const own = readSpent(asked, now);
  const carried: Spent = {
    minuteStartedAt: Math.max(left.minuteStartedAt, own.minute > 0 ? asked.minuteStartedAt : 0),
    minute: own.minute + Math.max(0, there.minute - here.minute),
    day: Math.floor(now / DAY_MS),
    today: own.today + Math.max(0, there.today - here.today),
  };
  await writeAsked(to, account, carried, now);
}

/** The engine's requests and the others. */
async function readAllSpent(store: SyncStore<unknown>, account: string, now: number): Promise<Spent> {
  const { spent } = parseSyncState(await store.readSyncState(stateIdOf(account)), now);
  return joinSpent(spent, parseSpent(await store.readSyncState(askedIdOf(account))), now);
}

async function writeAsked(
  store: SyncStore<unknown>,
  account: string,
  state: Spent,
  now: number,
): Promise<void> {
  const stateId = askedIdOf(account);
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
