import { expect, test } from 'vitest';
import { choosePaints, findHolders, type Painted } from '../../utils/highlight/paint.ts';
import { EVIDENCE } from '../../utils/ioc/candidate.ts';
import { createKey, type IndicatorKind } from '../../utils/ioc/indicator.ts';
import type { MatchState } from '../../utils/messaging/protocol.ts';
import type { PlacedCandidate } from '../../utils/page/placed-candidate.ts';

/** A box on one line from `left` to `right`; the paints need no DOM, only rectangles. */
function box(kind: IndicatorKind, value: string, left: number, right: number): Painted {
  const node = {} as Text;
  const row = {} as Element;
  const place: PlacedCandidate = {
    key: createKey(kind, value),
    kind,
    evidence: EVIDENCE.plain,
    from: 'text',
    startNode: node,
    startOffset: left,
    endNode: node,
    endOffset: right,
    text: value,
  };
  return { spot: { row, place, candidates: [place] }, rects: [{ left, right, top: 10, bottom: 30 }] };
}

const url = box('url', 'http://evil.example/x', 0, 210);
const host = box('domain', 'evil.example', 70, 190);
const apart = box('domain', 'b.example', 300, 390);

function paint(states: Partial<Record<string, MatchState>>): MatchState[] {
  const boxes = [host, url, apart];
  return choosePaints(boxes, findHolders(boxes), ({ key }) => states[key] ?? 'none').map(
    ({ state }) => state,
  );
}

test.each<[string, Partial<Record<string, MatchState>>, MatchState[]]>([
  ['nothing matched', {}, ['none', 'none', 'none']],
  ['only the inner one', { 'domain:evil.example': 'match' }, ['match', 'none', 'none']],
  ['only the outer one', { 'url:http://evil.example/x': 'match' }, ['none', 'match', 'none']],
  [
    'the outer exactly, the inner by relation',
    { 'url:http://evil.example/x': 'unread', 'domain:evil.example': 'related' },
    ['none', 'unread', 'none'],
  ],
  [
    'the inner exactly, the outer by relation',
    { 'url:http://evil.example/x': 'related', 'domain:evil.example': 'match' },
    ['match', 'related', 'none'],
  ],
  ['one that stands apart', { 'domain:b.example': 'related' }, ['none', 'none', 'related']],
])('the most specific paint wins where boxes overlap: %s', (_name, states, paints) => {
  expect(paint(states)).toEqual(paints);
});

test('which boxes hold which is told by geometry alone', () => {
  expect(findHolders([host, url, apart])).toEqual([[1], [], []]);
});
