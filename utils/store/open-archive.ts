import { err, ok, type Result } from '../lang/result.ts';
import { StoreFault } from '../sync/ports.ts';
import type { Archive } from './archive-api.ts';
import { type ArchiveProblem, toArchiveProblem } from './archive-problem.ts';
import { type ChangeChannel, createChangeFeed } from './change-feed.ts';
import { createArchive } from './create-archive.ts';
import type { IndexWorth } from './known-key-index.ts';
import { type DatabaseDeps, openArchiveDatabase } from './open-database.ts';
import { isUncounted, repairCounters } from './repair.ts';

export interface ArchiveDeps extends DatabaseDeps {
  /** Tells the other contexts of changes, and this one of theirs. */
  readonly channel?: ChangeChannel;
  /** When the index of known keys is loaded (known-key-index.ts). */
  readonly indexWorth?: IndexWorth;
}

/** Opens the archive kept in the IndexedDB database `name`, making it when there is none. */
export async function openArchive(
  name: string,
  deps: ArchiveDeps = {},
): Promise<Result<Archive, ArchiveProblem>> {
  const opened = await openArchiveDatabase(name, deps);
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    if (await isUncounted(database)) await repairCounters(database);
  } catch (error) {
    database.close();
    return err(toArchiveProblem(error instanceof StoreFault ? error.cause : error));
  }
  return ok(createArchive(database, createChangeFeed(deps.channel), deps.indexWorth));
}
