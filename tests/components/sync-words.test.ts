import { beforeAll, expect, test } from 'vitest';
import { describeExtras, findFault, findTone, type SyncState } from '../../components/sync/sync-words.ts';
import { PROBLEM_WORDS, type ProblemCode } from '../../components/words/problem-words.ts';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);

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

test('an upkeep that failed is a word of the line and turns it amber, whatever the sync does', () => {
  const upkeep = { code: 'archive-disk-full', message: '', at: 0 } as const;
  const sync: SyncState = { phase: 'idle', gaps: [] };
  expect([findTone(sync), findTone(sync, upkeep)]).toEqual(['ok', 'warn']);
  expect([describeExtras(sync, 0), describeExtras(sync, 0, upkeep)]).toEqual([[], ['daily upkeep failed']]);
});
