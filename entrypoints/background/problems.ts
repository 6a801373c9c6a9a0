import { err, ok, type Result } from '../../utils/lang/result.ts';
import type { Problem } from '../../utils/messaging/desk-protocol.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { deleteArchive } from '../../utils/store/recover-archive.ts';
import { StoreFault } from '../../utils/sync/ports.ts';

/** An archive that does not open, in the desk's terms. */
export function toArchiveFault(problem: ArchiveProblem): Problem {
  return { code: `archive-${problem.code}`, message: 'message' in problem ? problem.message : '' };
}

/** A write to the archive, or a read: what it expectedly could not do comes back as a problem, bugs are thrown on. */
export async function tryWrite<T>(write: () => Promise<T>): Promise<Result<T, Problem>> {
  try {
    return ok(await write());
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    return err({ code: `archive-${error.code}`, message: error.message });
  }
}

/** Deletes an archive's database; why the browser would not comes back as a problem. */
export async function tryDelete(name: string): Promise<Result<void, Problem>> {
  try {
    return ok(await deleteArchive(name));
  } catch (error) {
    return err({ code: 'archive-failed', message: String(error) });
  }
}
