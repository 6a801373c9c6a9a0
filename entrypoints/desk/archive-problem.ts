import type { Problem } from '../../components/words/problem-words.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';

/** An archive that does not open, as a problem with words. */
export function archiveProblem(problem: ArchiveProblem): Problem {
  return { code: `archive-${problem.code}`, message: 'message' in problem ? problem.message : '' };
}
