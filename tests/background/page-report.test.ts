import { expect, test } from 'vitest';
import { joinAnswers } from '../../entrypoints/background/frames.ts';
import {
  createReport,
  type FindMatches,
  type ReportedFrame,
} from '../../entrypoints/background/page-report.ts';

const frame = (
  keys: readonly string[],
  places: string,
  frameId = 0,
): ReportedFrame & { frameId: number } => ({
  keys: keys.join('\n'),
  evidence: '5'.repeat(keys.length),
  coverage: [],
  places,
  frameId,
});
const matchAll: FindMatches = async (keys) => keys.map((key) => ({ key, state: 'match', matched: key }));

test('a match stands where the first frame says; what other frames show is in a frame, what they hide is hidden', async () => {
  const { items } = await createReport(
    [
      frame(['domain:a.test', 'domain:b.test', 'domain:c.test'], 'abc'),
      frame(['domain:a.test', 'domain:d.test', 'domain:e.test', 'domain:f.test'], 'vvh?', 7),
    ],
    matchAll,
    undefined,
  );
  expect(items.map(({ value, place }) => [value, place])).toEqual([
    ['a.test', 'above'],
    ['b.test', 'below'],
    ['c.test', 'closed'],
    ['d.test', 'framed'],
    ['e.test', 'hidden'],
    ['f.test', undefined],
  ]);
});

test('frames that nobody may read, and frames without our script, are counted', () => {
  const { places: _, frameId: __, ...report } = frame(['domain:a.test'], '');
  const joined = joinAnswers([
    { frameId: 4, answer: { frames: 1 } },
    { frameId: 0, answer: { frames: 3, report } },
    { frameId: 5, answer: { frames: 0, report } },
  ]);
  expect(joined).toEqual([
    {
      ...report,
      frameId: 0,
      coverage: [
        { what: 'frames-refused', count: 2 },
        { what: 'frames-silent', count: 1 },
      ],
    },
    { ...report, frameId: 5 },
  ]);
  expect(joinAnswers([{ frameId: 0, answer: { frames: 0 } }])).toBe('not-ready');
});
