import type { Problem, SaveAccount, SaveAccountReply } from '../../utils/messaging/desk-protocol.ts';
import {
  type Account,
  findArchiveDatabaseName,
  listArchives,
  readAccount,
  writeAccount,
  writeArchiveEntry,
} from '../../utils/store/account.ts';
import { openArchive } from '../../utils/store/open-archive.ts';
import { countAsked } from '../../utils/sync/asked.ts';
import { parseApiAddress } from '../../utils/vt/api-address.ts';
import { createStreamClient, type StreamClient } from '../../utils/vt/client.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { FIRST_ARCHIVE_ID } from './current-archive.ts';
import { hasServerAccess } from './host-access.ts';
import { toArchiveFault, tryWrite } from './problems.ts';
import type { RequestCounter } from './request-counter.ts';

type Outcome = Exclude<SaveAccountReply, { outcome: 'saved' }> | { readonly outcome: 'saved' };

/**
 * Checks address and key with one request, then stores both. VirusTotal never says whose key it is, so every other key
 * is asked about when the archive holds rows, and so is the first one: the same archive, or a new one.
 */
export async function saveAccount(
  request: SaveAccount,
  access: ArchiveAccess,
  countRequest: RequestCounter,
): Promise<Outcome> {
  const address = parseApiAddress(request.apiAddress);
  if (!address.ok) return { outcome: 'bad-address', reason: address.error };
  const stored = await readAccount();
  if (!stored.ok) return { outcome: 'failed', problem: toArchiveFault(stored.error) };
  const current = stored.value;

  const keep = current !== undefined && current.apiAddress === address.value;
  const apiKey = request.apiKey || (keep ? current.apiKey : undefined);
  if (apiKey === undefined) return { outcome: 'key-needed' };
  if (!(await hasServerAccess(address.value))) return { outcome: 'no-access' };

  const archiveInUse = current?.archiveId ?? FIRST_ARCHIVE_ID;
  if (current?.apiKey !== apiKey && request.archive === undefined) {
    const rows = await countRows(archiveInUse);
    if (rows > 0) return { outcome: 'ask-archive', rows };
  }
  const checked = await createClient({ apiKey, apiAddress: address.value }).checkAccount();
  if (!checked.ok) {
    await countRequest(address.value);
    return { outcome: 'failed', problem: { code: checked.error.code, message: checked.error.message } };
  }

  const now = Date.now();
  const archiveId = request.archive === 'new' ? crypto.randomUUID() : archiveInUse;
  return keepAccount({ apiKey, apiAddress: address.value, archiveId, savedAt: now }, access);
}

/**
 * The client of an account, with the browser's own fetch and clock. `countRequest`: for all but the sync, which counts for
 * itself.
 */
export function createClient(
  { apiKey, apiAddress }: Pick<Account, 'apiKey' | 'apiAddress'>,
  countRequest: RequestCounter = async () => undefined,
): StreamClient {
  return createStreamClient({
    baseUrl: apiAddress,
    apiKey,
    mayAsk: () => hasServerAccess(apiAddress),
    async fetch(input, init) {
      await countRequest(apiAddress);
      return fetch(input, init);
    },
    clock: Date.now,
  });
}

async function countRows(archiveId: string): Promise<number> {
  const opened = await openArchive(findArchiveDatabaseName(archiveId));
  if (!opened.ok) return 0;
  const { total } = await opened.value.readCounters();
  opened.value.close();
  return total;
}

/** The archive is made before the account names it, so that an account never points to nothing. */
async function keepAccount(account: Account, access: ArchiveAccess): Promise<Outcome> {
  const fail = (problem: Problem): Outcome => ({ outcome: 'failed', problem });
  const archives = await listArchives();
  if (!archives.ok) return fail(toArchiveFault(archives.error));
  const opened = await openArchive(findArchiveDatabaseName(account.archiveId));
  if (!opened.ok) return fail(toArchiveFault(opened.error));
  // The check of the key: counted where it will be shown. Not to be counted is no reason not to be saved.
  await tryWrite(() => countAsked(opened.value, account.apiAddress, account.savedAt));
  opened.value.close();
  if (!archives.value.some(({ id }) => id === account.archiveId)) {
    const entry = { id: account.archiveId, name: '', createdAt: account.savedAt, isSample: false };
    const listed = await writeArchiveEntry(entry);
    if (!listed.ok) return fail(toArchiveFault(listed.error));
  }
  const written = await writeAccount(account);
  if (!written.ok) return fail(toArchiveFault(written.error));
  access.forget();
  return { outcome: 'saved' };
}
