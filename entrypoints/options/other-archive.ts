import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { openArchive } from '../../utils/store/open-archive.ts';
import { StoreFault } from '../../utils/sync/ports.ts';

/** What an archive that is not in use holds, or why that cannot be told. */
export type Holding =
  | { readonly rows: number; readonly problem?: never }
  | { readonly problem: ArchiveProblem };

/** Opens it just for the look: a connection that stays would hold up its deletion. */
export async function lookInto(database: string): Promise<Holding> {
  const opened = await openArchive(database, { mustExist: true });
  if (!opened.ok) return { problem: opened.error };
  try {
    return { rows: (await opened.value.readCounters()).total };
  } catch (error) {
    if (error instanceof StoreFault) return { problem: { code: 'damaged', message: error.message } };
    throw error;
  } finally {
    opened.value.close();
  }
}

/** The same lines as of the archive in use. `at`: ms since the epoch. */
export async function* exportOther(database: string, at: number): AsyncGenerator<string> {
  const opened = await openArchive(database, { mustExist: true });
  if (!opened.ok) throw new Error(opened.error.code);
  try {
    yield* opened.value.exportLines(at);
  } finally {
    opened.value.close();
  }
}
