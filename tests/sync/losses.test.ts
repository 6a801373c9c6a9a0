import { expect, test } from 'vitest';
import { recordAbandoned, recordExpired, recordUnreadable } from '../../utils/sync/losses.ts';
import { RETENTION_S, type StreamState } from '../../utils/sync/state.ts';

const NOW_S = 1_773_144_000;
const MOMENT = { now: 5, serverNow: NOW_S * 1000 };
const EMPTY: StreamState = { gaps: [], losses: [], rejectedIds: [] };
const GAP = { attempts: 0, rows: 0 };
const HORIZON = NOW_S - RETENTION_S;

const spans = ({ losses }: StreamState) => losses.map(({ from, to }) => [from, to]);

test('expired is what lies below the edge, was within reach, and is older than VirusTotal keeps', () => {
  expect(spans(recordExpired(EMPTY, { ...GAP, lossFrom: HORIZON - 9, to: HORIZON + 50 }, MOMENT))).toEqual([
    [HORIZON - 9, HORIZON],
  ]);
  expect(spans(recordExpired(EMPTY, { ...GAP, lossFrom: HORIZON - 9, to: HORIZON - 5 }, MOMENT))).toEqual([
    [HORIZON - 9, HORIZON - 5],
  ]);
  expect(spans(recordExpired(EMPTY, { ...GAP, lossFrom: HORIZON + 1, to: HORIZON + 50 }, MOMENT))).toEqual(
    [],
  );
  expect(spans(recordExpired(EMPTY, { ...GAP, lossFrom: HORIZON - 1 }, MOMENT))).toEqual([
    [HORIZON - 1, HORIZON],
  ]);
});

test('a gap that never saw a stream page has lost nothing', () => {
  expect(recordExpired(EMPTY, GAP, MOMENT)).toBe(EMPTY);
  expect(recordAbandoned(EMPTY, { ...GAP, lossFrom: 1 }, 'other-key', 5)).toBe(EMPTY);
});

test('a second that was seen before the gap was opened is no loss', () => {
  expect(spans(recordUnreadable(EMPTY, { ...GAP, lossFrom: 100, to: 99 }, 99, 5))).toEqual([]);
  expect(spans(recordUnreadable(EMPTY, { ...GAP, lossFrom: 100, to: 100 }, 100, 5))).toEqual([[100, 100]]);
  expect(spans(recordUnreadable(EMPTY, GAP, 100, 5))).toEqual([[100, 100]]);
});

test('losses of one cause that touch become one; others stay apart, newest first', () => {
  let stream = EMPTY;
  const lose = (from: number, to: number, cause: 'expired' | 'other-key' = 'expired') => {
    stream = recordAbandoned(stream, { ...GAP, lossFrom: from, to }, cause, 5);
  };
  lose(10, 19);
  lose(30, 39);
  lose(15, 25, 'other-key');
  expect(spans(stream)).toEqual([
    [30, 39],
    [15, 25],
    [10, 19],
  ]);
  lose(20, 29);
  expect(spans(stream)).toEqual([
    [10, 39],
    [15, 25],
  ]);
});
