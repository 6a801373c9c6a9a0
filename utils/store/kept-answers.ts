/**
 * What the rows said of keys, kept in memory while the archive stays as it is. A page that asks about the same indicators
 * again and again would have the rows read for each that is held, and for no other: work that a page on a busy machine can
 * feel (docs/threat-model.md, "Time"). Only what is held is kept: nothing that is a page's own.
 */
import type { IndicatorKey } from '../ioc/indicator.ts';
import { type ReadTransaction, TOTALS_ID } from './schema.ts';

type Answers<Answer> = ReadonlyMap<IndicatorKey, Answer>;

export interface KeptAnswers<Answer> {
  /**
   * The answers of those of `keys` that have one. `tx`: over `totals` and what `ask` reads, which awaits nothing but its
   * requests. `rules`: all else that an answer depends on.
   */
  read(
    tx: ReadTransaction,
    keys: readonly IndicatorKey[],
    rules: string,
    ask: (keys: readonly IndicatorKey[]) => Promise<Answers<Answer>>,
  ): Promise<Answers<Answer>>;
}

/** More are begun anew. */
const MOST_KEPT = 20_000;

export function createKeptAnswers<Answer>(): KeptAnswers<Answer> {
  /** `stamp`: of which epoch of the archive, by which rules. */
  let kept = { stamp: '', answers: new Map<IndicatorKey, Answer>() };

  function keep(stamp: string, answers: Answers<Answer>): void {
    const hasRoom = kept.answers.size + answers.size <= MOST_KEPT;
    if (kept.stamp !== stamp || !hasRoom) kept = { stamp, answers: new Map() };
    for (const [key, answer] of answers) kept.answers.set(key, answer);
  }

  return {
    async read(tx, keys, rules, ask) {
      const before = kept;
      const known = new Map<IndicatorKey, Answer>();
      const unknown: IndicatorKey[] = [];
      for (const key of keys) {
        const answer = before.answers.get(key);
        if (answer === undefined) unknown.push(key);
        else known.set(key, answer);
      }
      // The epoch beside what is asked in any case, not before it: that would be a turn more.
      const [totals, asked] = await Promise.all([tx.objectStore('totals').get(TOTALS_ID), ask(unknown)]);
      const stamp = `${totals?.epoch ?? 0} ${rules}`;
      const others = stamp === before.stamp ? known : await ask([...known.keys()]);
      const answers = new Map([...asked, ...others]);
      keep(stamp, answers);
      return answers;
    },
  };
}
