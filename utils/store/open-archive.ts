import { ok, type Result } from '../lang/result.ts';
import type { Archive } from './archive-api.ts';
import type { ArchiveProblem } from './archive-problem.ts';
import { type ChangeChannel, createChangeFeed } from './change-feed.ts';
import { createArchive } from './create-archive.ts';
import { type DatabaseDeps, openArchiveDatabase } from './open-database.ts';

export interface ArchiveDeps extends DatabaseDeps {
  /** Tells the other contexts of changes, and this one of theirs. */
  readonly channel?: ChangeChannel;
}

/** Opens the archive kept in the IndexedDB database `name`, making it when there is none. */
export async function openArchive(
  name: string,
  deps: ArchiveDeps = {},
): Promise<Result<Archive, ArchiveProblem>> {
  const opened = await openArchiveDatabase(name, deps);
  return opened.ok ? ok(createArchive(opened.value, createChangeFeed(deps.channel))) : opened;
}
