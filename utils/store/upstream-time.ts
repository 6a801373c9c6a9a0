import { DAY_MS, SECOND_MS } from '../lang/time.ts';
import type { ArchiveDatabase, WriteTransaction } from './schema.ts';
import { beginRead } from './transactions.ts';

/** Beside the progress records, whose ids all begin with what they are the progress of. */
const STATE_ID = 'upstream-time';

/**
 * For so long VirusTotal may still send a notification: its documentation says 7 days, others saw 30. A row younger
 * than that leaves a tombstone when it goes, so that no walk brings it back.
 */
const UPSTREAM_MEMORY_MS = 30 * DAY_MS;

/** Keeps the server's clock, ms since the epoch, in the transaction of what it answered. */
export async function keepUpstreamTime(tx: WriteTransaction, servedAt: number): Promise<void> {
  await tx.objectStore('states').put({ id: STATE_ID, state: servedAt });
}

/**
 * What the time is at least, ms since the epoch: the browser's clock `at`, but never later than VirusTotal's when it last
 * answered. A browser's clock can be set to any year, and whatever removes for good must not believe it. With an archive
 * that no server ever answered for (a file was imported) there is nothing but the browser's clock.
 */
export async function readSafeTime(database: ArchiveDatabase, at: number): Promise<number> {
  return Math.min(
    at,
    toTime(await beginRead(database, ['states']).objectStore('states').get(STATE_ID)) ?? at,
  );
}

/**
 * UTC seconds: upstream has forgotten what is older. Seen from the safe time, so that it errs on the side of a tombstone
 * too many; before any answer nothing is known to be forgotten. `tx` holds the store `states`.
 */
export async function findUpstreamHorizon(tx: WriteTransaction, at: number): Promise<number> {
  const servedAt = toTime(await tx.objectStore('states').get(STATE_ID)) ?? Number.NEGATIVE_INFINITY;
  return (Math.min(at, servedAt) - UPSTREAM_MEMORY_MS) / SECOND_MS;
}

const toTime = (record: { readonly state: unknown } | undefined): number | undefined =>
  typeof record?.state === 'number' ? record.state : undefined;
