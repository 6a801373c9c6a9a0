import { beforeAll, describe, expect, test } from 'vitest';
import {
  describeExtras,
  describeState,
  findFault,
  findTone,
  type SyncState,
} from '../../components/sync/sync-words.ts';
import { PROBLEM_WORDS, type ProblemCode } from '../../components/words/problem-words.ts';
import { DAY_MS } from '../../utils/lang/time.ts';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);

const CODES = Object.keys(PROBLEM_WORDS) as ProblemCode[];

test.each(CODES)('%s: the line is red just where there is something to mend', (code) => {
  const problem = { code, message: '', at: 0 };
  for (const phase of ['waiting', 'stopped'] as const) {
    const sync: SyncState = { phase, gaps: [], problem };
    const isFault = phase === 'stopped' || PROBLEM_WORDS[code].fix !== 'passes';
    expect([findFault(sync), findTone(sync, 0)], phase).toEqual(
      isFault ? [problem, 'bad'] : [undefined, 'warn'],
    );
  }
  // Without a key there is nothing to sync, whatever was the matter with the last one.
  expect(findFault({ phase: 'off', problem })).toBeUndefined();
});

test('an upkeep that failed is a word of the line and turns it amber, whatever the sync does', () => {
  const upkeep = { code: 'archive-disk-full', message: '', at: 0 } as const;
  const sync: SyncState = { phase: 'idle', gaps: [] };
  expect([findTone(sync, 0), findTone(sync, 0, upkeep)]).toEqual(['ok', 'warn']);
  expect([describeExtras(sync, 0), describeExtras(sync, 0, upkeep)]).toEqual([[], ['daily upkeep failed']]);
});

test('a walk that no answer tells how to go on is told as that, and calls for nobody to mend it', () => {
  const sync: SyncState = { phase: 'waiting', hold: 'no-way-on', gaps: [{ to: 5 }] };
  expect([findTone(sync, 0), describeState(sync, 0)]).toEqual([
    'warn',
    'VirusTotal does not say how its list goes on',
  ]);
});

test('what another filter has left unfetched is a word of the line and turns it amber', () => {
  const sync: SyncState = { phase: 'idle', gaps: [], left: [{ to: 5, filter: '' }] };
  expect([findTone(sync, 0), ...describeExtras(sync, 0)]).toEqual([
    'warn',
    'some not fetched under another filter',
  ]);
});

describe('what may be missing for good', () => {
  const NOW = 100 * DAY_MS;
  const lose = (from: number, to: number, days = 0) => ({
    from,
    to,
    cause: 'expired' as const,
    recordedAt: NOW - days * DAY_MS,
  });
  const say = (more: Partial<SyncState>) => {
    const sync: SyncState = { phase: 'idle', gaps: [], ...more };
    return [findTone(sync, NOW), ...describeExtras(sync, NOW)];
  };

  test('a loss is a word of the line for 30 days, amber for the first seven', () => {
    const words = '3 hr may be missing for good';
    expect(say({ losses: [lose(1, 3 * 3600)] })).toEqual(['warn', words]);
    expect(say({ losses: [lose(1, 3 * 3600, 8)] })).toEqual(['ok', words]);
    expect(say({ losses: [lose(1, 3 * 3600, 31)] })).toEqual(['ok']);
  });

  test('a loss found by a clock that was ahead is said', () => {
    expect(say({ losses: [lose(1, 60, -400)] })).toEqual(['warn', '1 min may be missing for good']);
  });

  test('what two losses have in common counts once, and a single second counts', () => {
    const losses = [lose(31, 59), lose(1, 40), { ...lose(1, 20), filter: 'origin:hunting' }];
    expect(say({ losses })).toContain('59 sec may be missing for good');
    expect(say({ losses: [lose(5, 5)] })).toContain('1 sec may be missing for good');
  });

  test('a record that was begun anew is said as long as a loss', () => {
    const words = 'record of sync begun anew';
    expect(say({ replacedAt: NOW })).toEqual(['warn', words]);
    expect(say({ replacedAt: NOW - 8 * DAY_MS })).toEqual(['ok', words]);
    expect(say({ replacedAt: NOW - 31 * DAY_MS })).toEqual(['ok']);
  });
});
