import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { findNearSpots } from '../../utils/highlight/near-spots.ts';
import { createPlaceReader } from '../../utils/highlight/place-rects.ts';
import { intersect } from '../../utils/highlight/rect.ts';
import type { Spot } from '../../utils/highlight/spot.ts';
import { EVIDENCE } from '../../utils/ioc/candidate.ts';
import { createKey } from '../../utils/ioc/indicator.ts';

afterEach(() => {
  document.body.replaceChildren();
  window.scrollTo(0, 0);
});

/** Ways to lay a text out, in some of which what comes later stands higher, or beside. */
const STYLES = [
  '',
  'white-space:normal',
  'columns:3',
  'columns:4;height:300px;column-fill:auto',
  'writing-mode:vertical-rl;height:400px',
  'direction:rtl;white-space:pre-wrap',
  'transform:rotate(25deg)',
  'transform:scale(.3,-1)',
  'height:200px;overflow:auto',
  'position:fixed;bottom:0',
  'font-size:0',
  'display:none',
  'display:contents',
  'unicode-bidi:bidi-override;direction:rtl',
];

function createSpots(row: Element, count: number, perText: number): Spot[] {
  const spots: Spot[] = [];
  for (let line = 0; line < count; line++) {
    if (line % perText === 0)
      row.append(row.childNodes.length % 2 === 0 ? '' : document.createElement('br'), '');
    const node = row.lastChild as Text;
    const text = `host${line}.test`;
    node.data += `${'x'.repeat(line % 7)} \u05e9\u05dc\u05d5\u05dd `;
    const startOffset = node.data.length;
    node.data += `${text}\n`;
    const place = {
      key: createKey('domain', text),
      kind: 'domain',
      text,
      evidence: EVIDENCE.plain,
      from: 'text',
      startNode: node,
      startOffset,
      endNode: node,
      endOffset: startOffset + text.length,
    } as const;
    spots.push({ row, candidates: [place], place });
  }
  return spots;
}

test('whatever the layout and the order, what is left out has nothing in view', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...STYLES),
      fc.nat(400),
      fc.tuple(fc.nat(3_000), fc.nat(500)),
      fc.nat(10),
      fc.record({ isCut: fc.boolean(), perText: fc.constantFrom(1, 5, 97) }),
      (style, count, [top, left], shift, { isCut, perText }) => {
        const row = document.createElement('pre');
        row.setAttribute('style', style);
        document.body.replaceChildren(row);
        const inOrder = createSpots(row, count, perText);
        const spots = [...inOrder.slice(shift * 20), ...inOrder.slice(0, shift * 20)];
        // Said otherwise since it was read.
        if (isCut && row.lastChild instanceof Text) row.lastChild.data = row.lastChild.data.slice(0, 200);
        row.scrollTop = top;
        window.scrollTo(left, top);
        const reader = createPlaceReader(document);
        const area = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
        const isInView = ({ place }: Spot) =>
          reader.read(place).some((rect) => intersect(rect, area) !== undefined);
        const near = [...findNearSpots(spots, area, reader)];
        expect(near.filter(isInView)).toEqual(spots.filter(isInView));
        reader.release();
      },
    ),
    { numRuns: 300 },
  );
});
