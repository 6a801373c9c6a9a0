import { browser } from 'wxt/browser';
import type { Clock } from '../../utils/lang/time.ts';
import type { RowPlace } from '../../utils/messaging/archive-requests.ts';
import type { OnBatch } from '../../utils/store/matching.ts';

/** Chromium ends a background that is busy with one message for five minutes. A million rows take longer. */
const TURN_MS = 4 * 60_000;
/** Chromium ends a background that has nothing to answer after half a minute without a call of the browser's interface. */
const CALL_EVERY_MS = 20_000;

export interface Turn {
  readonly onBatch: OnBatch;
  /** Behind which row the work goes on, where it was ended before it may have been done. */
  findRest(): RowPlace | undefined;
}

/** One message's share of a change of very many rows; for the rest the desk asks again. `before`: changed by its others. */
export function startTurn(clock: Clock, onProgress: (changed: number) => void, before: number): Turn {
  const end = clock() + TURN_MS;
  let rest: RowPlace | undefined;
  return {
    onBatch(changed, last) {
      onProgress(before + changed);
      rest = clock() >= end ? last : undefined;
      return rest === undefined;
    },
    findRest: () => rest,
  };
}

/** Keeps the background alive through a change of very many rows that no message waits for, as a shortcut makes. */
export function stayAwake(clock: Clock): OnBatch {
  let calledAt = clock();
  return () => {
    if (clock() - calledAt >= CALL_EVERY_MS) {
      calledAt = clock();
      void browser.runtime.getPlatformInfo();
    }
    return true;
  };
}
