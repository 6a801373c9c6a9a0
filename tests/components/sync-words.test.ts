import { expect, test } from 'vitest';
import { findFault, findTone, type SyncState } from '../../components/sync/sync-words.ts';
import { PROBLEM_WORDS, type ProblemCode } from '../../components/words/problem-words.ts';

const CODES = Object.keys(PROBLEM_WORDS) as ProblemCode[];

test.each(CODES)('%s: the line is red just where there is something to mend', (code) => {
  const problem = { code, message: '', at: 0 };
  for (const phase of ['waiting', 'stopped'] as const) {
    const sync: SyncState = { phase, gaps: [], problem };
    const isFault = phase === 'stopped' || PROBLEM_WORDS[code].fix !== 'passes';
    expect([findFault(sync), findTone(sync)], phase).toEqual(
      isFault ? [problem, 'bad'] : [undefined, 'warn'],
    );
  }
  // Without a key there is nothing to sync, whatever was the matter with the last one.
  expect(findFault({ phase: 'off', problem })).toBeUndefined();
});
