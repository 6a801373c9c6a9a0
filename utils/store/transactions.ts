import { StoreFault } from '../sync/ports.ts';
import type { ArchiveDatabase, ArchiveStoreName, ReadTransaction, WriteTransaction } from './schema.ts';

/**
 * Runs `write` in one transaction over `stores`: all of it is there afterwards, or none. IndexedDB commits a transaction
 * by itself as soon as nothing is asked of it: `write` must await nothing but this transaction's own requests.
 * @throws StoreFault when the browser refused, e.g. for a full disk; anything else thrown by `write` is a bug and passes.
 */
export async function runWrite<T>(
  database: ArchiveDatabase,
  stores: readonly ArchiveStoreName[],
  write: (tx: WriteTransaction) => Promise<T>,
): Promise<T> {
  const tx = begin(database, stores);
  const outcome = tx.done.then(
    () => undefined,
    (reason: unknown) => reason ?? new DOMException('aborted', 'AbortError'),
  );
  let value: T;
  try {
    value = await write(tx);
  } catch (error) {
    abort(tx);
    await outcome;
    // Set where the browser gave up: what was thrown then is only what the next request met.
    throw toFault(tx.error ?? error);
  }
  const reason = await outcome;
  if (reason !== undefined) throw toFault(reason);
  return value;
}

/** A transaction to read from; its own failure shows in the requests made of it. */
export function beginRead(database: ArchiveDatabase, stores: readonly ArchiveStoreName[]): ReadTransaction {
  const tx = database.transaction([...stores], 'readonly');
  tx.done.catch(() => undefined);
  return tx;
}

/** The same functions, throwing StoreFault where the browser refused to read. */
export function withFaults<Reads extends Record<keyof Reads, (...args: never[]) => Promise<unknown>>>(
  reads: Reads,
): Reads {
  const guarded = Object.entries<(...args: never[]) => Promise<unknown>>(reads).map(([name, read]) => {
    const guard = async (...args: never[]) => {
      try {
        return await read(...args);
      } catch (error) {
        throw toFault(error);
      }
    };
    return [name, guard] as const;
  });
  return Object.fromEntries(guarded) as Reads;
}

function begin(database: ArchiveDatabase, stores: readonly ArchiveStoreName[]): WriteTransaction {
  try {
    return database.transaction([...stores], 'readwrite');
  } catch (error) {
    throw toFault(error);
  }
}

function abort(tx: WriteTransaction): void {
  try {
    tx.abort();
  } catch (error) {
    // Already over: the browser aborted it, which is why we are here.
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}

/** Browser's errors become faults; bugs (a value that cannot be cloned, a wrong key...) stay what they are. */
function toFault(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  switch (error.name) {
    case 'QuotaExceededError':
      return new StoreFault('disk-full', error);
    case 'InvalidStateError':
      return new StoreFault('closed', error);
    case 'UnknownError':
    case 'AbortError':
    case 'TimeoutError':
    case 'NotReadableError':
      return new StoreFault('failed', error);
    default:
      return error;
  }
}
