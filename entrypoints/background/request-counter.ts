import type { Clock } from '../../utils/lang/time.ts';
import { countAsked } from '../../utils/sync/asked.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { tryWrite } from './problems.ts';

/** Counts a request that the sync does not make itself, before it is sent. `account`: the API address it goes to. */
export type RequestCounter = (account: string) => Promise<void>;

/** One at a time. What cannot be counted (a full disk) is sent all the same: the user asked for it. */
export function createRequestCounter(access: ArchiveAccess, clock: Clock): RequestCounter {
  let last: Promise<unknown> = Promise.resolve();
  const count = async (account: string) => {
    const opened = await access.open();
    if (opened.ok) await tryWrite(() => countAsked(opened.value.archive, account, clock()));
  };
  return async (account) => {
    const mine = last.then(() => count(account));
    last = mine.catch(() => undefined);
    await mine;
  };
}
