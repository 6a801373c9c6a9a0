import { unwrap } from 'idb';
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
    throw tx.error ? toFault(tx.error, true) : toFault(error);
  }
  const reason = await outcome;
  if (reason !== undefined) throw toFault(reason, true);
  return value;
}

/** A transaction to read from; its own failure shows in the requests made of it. */
export function beginRead(database: ArchiveDatabase, stores: readonly ArchiveStoreName[]): ReadTransaction {
  const tx = database.transaction([...stores], 'readonly');
  tx.done.catch(() => undefined);
  noteFailedRequests(tx);
  return tx;
}

/**
 * The answer to a request for a derived record; `undefined` when the browser cannot read what is stored. Chromium keeps large
 * values in files of their own, and one that is lost refuses to be read for ever. The transaction goes on: a refused
 * request would abort it, and with it all that it has written.
 */
export async function readDerived<T>(request: Promise<T>): Promise<T | undefined> {
  unwrap(request).addEventListener('error', (event) => {
    event.preventDefault();
    // Or idb takes the transaction for failed, which is not even aborted.
    event.stopPropagation();
  });
  try {
    return await request;
  } catch (error) {
    // Aborted for another reason: that says nothing of the record.
    if (!isFailedRequest(error) || error.name === 'AbortError') throw error;
    return undefined;
  }
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
    const tx = database.transaction([...stores], 'readwrite');
    noteFailedRequests(tx);
    return tx;
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

const failures = new WeakSet<DOMException>();

/** What a request fails with has the names of what a wrong call throws, and is no bug: they are told apart by this. */
function noteFailedRequests(tx: ReadTransaction | WriteTransaction): void {
  // On its way down: before the request's own listener passes the error on.
  const note = ({ target }: Event) => {
    const { error } = target as IDBRequest;
    if (error !== null) failures.add(error);
  };
  unwrap(tx).addEventListener('error', note, true);
}

const isFailedRequest = (error: unknown): error is DOMException =>
  error instanceof DOMException && failures.has(error);

/** Browser's errors become faults; bugs (a value that cannot be cloned, a wrong key...) stay what they are. */
function toFault(error: unknown, isOfRequest = isFailedRequest(error)): unknown {
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
    // A stored value that cannot be read, in newer and in older versions of Chromium.
    case 'NotFoundError':
    case 'DataError':
      return isOfRequest ? new StoreFault('failed', error) : error;
    default:
      return error;
  }
}
