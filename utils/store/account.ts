import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as v from 'valibot';
import { err, ok, type Result } from '../lang/result.ts';
import { type ArchiveProblem, toArchiveProblem } from './archive-problem.ts';

/**
 * Who the user is to VirusTotal and which archive is theirs. The key lives in the extension's own IndexedDB in both
 * browsers and nowhere else: Firefox lets content scripts read `storage.local` (page-blind rule 6).
 */
export interface Account {
  readonly apiKey: string;
  /** Base URL of the API, without a slash at the end. */
  readonly apiAddress: string;
  /** Which of `listArchives` is in use. */
  readonly archiveId: string;
  /** ms since the epoch. */
  readonly savedAt: number;
}

/** One archive of this browser; its rows are in the database `findArchiveDatabaseName(id)`. */
export interface ArchiveEntry {
  readonly id: string;
  /** What the user calls it. */
  readonly name: string;
  /** ms since the epoch. */
  readonly createdAt: number;
  /** Invented data, wiped with one click. */
  readonly isSample: boolean;
}

interface AccountSchema extends DBSchema {
  account: { key: string; value: unknown };
  archives: { key: string; value: unknown };
}

const DATABASE = 'huntlight-account';
const ARCHIVE_PREFIX = 'huntlight-archive-';
const VERSION = 1;
const CURRENT = 'current';

const accountSchema = v.object({
  apiKey: v.pipe(v.string(), v.minLength(1)),
  apiAddress: v.pipe(v.string(), v.url()),
  archiveId: v.pipe(v.string(), v.minLength(1)),
  savedAt: v.number(),
});

const archiveEntrySchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.string(),
  createdAt: v.number(),
  isSample: v.boolean(),
});

export function findArchiveDatabaseName(archiveId: string): string {
  return `${ARCHIVE_PREFIX}${archiveId}`;
}

/** The ids of all archives that have a database in this browser, listed or not. */
export async function findArchiveIds(): Promise<Result<readonly string[], ArchiveProblem>> {
  try {
    const databases = await indexedDB.databases();
    const names = databases.map(({ name = '' }) => name).filter((name) => name.startsWith(ARCHIVE_PREFIX));
    return ok(names.map((name) => name.slice(ARCHIVE_PREFIX.length)));
  } catch (error) {
    if (error instanceof DOMException) return err(toArchiveProblem(error));
    throw error;
  }
}

/** `undefined`: no key was given yet. A record that is not what we wrote is `damaged`, never taken for none. */
export function readAccount(): Promise<Result<Account | undefined, ArchiveProblem>> {
  return withAccounts<Account | undefined>(async (database) => {
    const record = await database.get('account', CURRENT);
    return record === undefined ? ok(undefined) : parseRecord(accountSchema, record);
  });
}

export function writeAccount(account: Account): Promise<Result<void, ArchiveProblem>> {
  return withAccounts(async (database) => {
    await database.put('account', account, CURRENT);
    return ok(undefined);
  });
}

/**
 * Takes another archive into use. In one transaction, so that a key saved meanwhile is not written over. False: there is
 * no account.
 */
export function moveAccount(archiveId: string): Promise<Result<boolean, ArchiveProblem>> {
  return withAccounts<boolean>(async (database) => {
    const tx = database.transaction('account', 'readwrite');
    tx.done.catch(() => undefined);
    const record = await tx.store.get(CURRENT);
    if (record === undefined) return ok(false);
    const account = parseRecord(accountSchema, record);
    if (!account.ok) return account;
    await tx.store.put({ ...account.value, archiveId }, CURRENT);
    await tx.done;
    return ok(true);
  });
}

/** Forgets the key; the archives stay. */
export function clearAccount(): Promise<Result<void, ArchiveProblem>> {
  return withAccounts(async (database) => {
    await database.delete('account', CURRENT);
    return ok(undefined);
  });
}

/** Oldest first. */
export function listArchives(): Promise<Result<readonly ArchiveEntry[], ArchiveProblem>> {
  return withAccounts(async (database) => {
    const records = await database.getAll('archives');
    const entries = parseRecord(v.array(archiveEntrySchema), records);
    return entries.ok ? ok(entries.value.toSorted((a, b) => a.createdAt - b.createdAt)) : entries;
  });
}

/** Adds an archive to the list, or renames it. */
export function writeArchiveEntry(entry: ArchiveEntry): Promise<Result<void, ArchiveProblem>> {
  return withAccounts(async (database) => {
    await database.put('archives', entry, entry.id);
    return ok(undefined);
  });
}

/** Takes an archive off the list; `deleteArchive` removes what it holds. */
export function removeArchiveEntry(id: string): Promise<Result<void, ArchiveProblem>> {
  return withAccounts(async (database) => {
    await database.delete('archives', id);
    return ok(undefined);
  });
}

async function withAccounts<T>(
  use: (database: IDBPDatabase<AccountSchema>) => Promise<Result<T, ArchiveProblem>>,
): Promise<Result<T, ArchiveProblem>> {
  let database: IDBPDatabase<AccountSchema> | undefined;
  try {
    database = await openDB<AccountSchema>(DATABASE, VERSION, {
      upgrade(upgrading, _old, _new, tx) {
        tx.done.catch(() => undefined);
        upgrading.createObjectStore('account');
        upgrading.createObjectStore('archives');
      },
    });
    return await use(database);
  } catch (error) {
    if (error instanceof DOMException) return err(toArchiveProblem(error));
    throw error;
  } finally {
    database?.close();
  }
}

function parseRecord<T>(schema: v.GenericSchema<unknown, T>, record: unknown): Result<T, ArchiveProblem> {
  const parsed = v.safeParse(schema, record);
  if (parsed.success) return ok(parsed.output);
  return err({ code: 'damaged', message: v.summarize(parsed.issues) });
}
