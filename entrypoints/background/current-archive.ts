import { ok, type Result } from '../../utils/lang/result.ts';
import { type Account, listArchives, readAccount } from '../../utils/store/account.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';

/** The archive used until a first key is saved, and by that first key. */
export const FIRST_ARCHIVE_ID = 'first';

/** The invented one. */
export const SAMPLE_ID = 'sample';

export interface CurrentArchive {
  readonly account: Account | undefined;
  readonly id: string;
  /** The invented one. It is in use while it is listed and there is no account. */
  readonly isSample: boolean;
}

/** Which archive is in use: the account's; without an account the sample, while it is being tried. */
export async function readCurrentArchive(): Promise<Result<CurrentArchive, ArchiveProblem>> {
  const account = await readAccount();
  if (!account.ok) return account;
  if (account.value) return ok({ account: account.value, id: account.value.archiveId, isSample: false });
  const archives = await listArchives();
  if (!archives.ok) return archives;
  const sample = archives.value.find(({ isSample }) => isSample);
  return ok({ account: undefined, id: sample?.id ?? FIRST_ARCHIVE_ID, isSample: sample !== undefined });
}
