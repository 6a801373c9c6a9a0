import { ok, type Result } from '../../utils/lang/result.ts';
import { findArchiveDatabaseName, findArchiveIds, listArchives } from '../../utils/store/account.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { readCurrentArchive, SAMPLE_ID } from './current-archive.ts';

/** One archive of this browser, for a list of them. */
export interface ListedArchive {
  readonly id: string;
  readonly database: string;
  /** What the user calls it: untrusted text, often empty. */
  readonly name: string;
  /** When a first key was saved with it, ms since the epoch. Absent: none was. */
  readonly createdAt?: number;
  readonly isInUse: boolean;
}

/**
 * Every archive of this browser but the invented sample, from the oldest; those that were never written down come first.
 * A database that no key was saved with is one all the same: the first one, filled from a file before there was a key,
 * or what a worker left that died while it made one. Nothing that is kept is hidden.
 */
export async function readArchiveList(): Promise<Result<readonly ListedArchive[], ArchiveProblem>> {
  const current = await readCurrentArchive();
  if (!current.ok) return current;
  const entries = await listArchives();
  if (!entries.ok) return entries;
  const ids = await findArchiveIds();
  if (!ids.ok) return ids;
  const written = new Set(entries.value.map(({ id }) => id));
  const describe = (id: string) => ({
    id,
    database: findArchiveDatabaseName(id),
    isInUse: id === current.value.id,
  });
  return ok([
    ...ids.value
      .filter((id) => id !== SAMPLE_ID && !written.has(id))
      .map((id) => ({ ...describe(id), name: '' })),
    ...entries.value
      .filter(({ isSample }) => !isSample)
      .map(({ id, name, createdAt }) => ({ ...describe(id), name, createdAt })),
  ]);
}
