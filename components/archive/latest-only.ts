/**
 * Runs `work` one at a time for the newest question only: while one is under way, later ones replace one another, and the
 * one that is left runs next. `work` is told by `isStale` that its answer is no longer wanted.
 */
export function createLatestOnly<Question>(
  work: (question: Question, isStale: () => boolean) => Promise<void>,
): (question: Question) => Promise<void> {
  let next: { readonly question: Question } | undefined;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (next !== undefined) {
      const { question } = next;
      next = undefined;
      await work(question, () => next !== undefined);
    }
  }

  return (question) => {
    next = { question };
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
}
