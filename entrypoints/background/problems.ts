import type { Problem } from '../../utils/messaging/desk-protocol.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';

/** An archive that does not open, in the desk's terms. What exactly is wrong the desk sees when it opens it itself. */
export function toArchiveFault(problem: ArchiveProblem): Problem {
  const code = problem.code === 'disk-full' ? 'archive-disk-full' : 'archive-failed';
  return { code, message: 'message' in problem ? problem.message : problem.code };
}
