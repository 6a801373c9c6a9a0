import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { createPlaceReader } from '../../utils/highlight/place-rects.ts';
import type { Rect } from '../../utils/highlight/rect.ts';
import { EVIDENCE } from '../../utils/ioc/candidate.ts';
import { createKey } from '../../utils/ioc/indicator.ts';
import type { PlacedCandidate } from '../../utils/page/placed-candidate.ts';
import { isNear } from './stage.ts';

afterEach(() => {
  document.body.replaceChildren();
});

const TEXT = 'seen at hxxp://a[.]test/drop from 198.51.100.7 and b.test, again at 203.0.113.9 the day after';

/** What a page does to a line of text that stands in it. */
const STEPS: Readonly<Record<string, (line: HTMLElement, amount: number) => void>> = {
  nothing: () => undefined,
  moves: (line, amount) => {
    line.style.marginTop = `${amount}px`;
  },
  'moves by a fraction': (line, amount) => {
    line.style.transform = `translate(${amount / 7}px, ${amount / 3}px)`;
  },
  'wraps elsewhere': (line, amount) => {
    line.style.width = `${120 + amount * 3}px`;
  },
  'has text before it': (line, amount) => {
    (line.firstChild as Text).data = 'x'.repeat(amount % 9);
  },
  'is said otherwise': (line, amount) => {
    (line.lastChild as Text).data = `${'and '.repeat(amount % 5)}${TEXT}`;
  },
  'is set larger': (line, amount) => {
    line.style.fontSize = `${10 + (amount % 12)}px`;
  },
  'is hidden': (line, amount) => {
    line.style.display = amount % 2 === 0 ? 'none' : '';
  },
};

function createPlace(node: Text, text: string): PlacedCandidate {
  const startOffset = node.data.indexOf(text);
  return {
    key: createKey('domain', text),
    kind: 'domain',
    text,
    evidence: EVIDENCE.plain,
    from: 'text',
    startNode: node,
    startOffset,
    endNode: node,
    endOffset: startOffset + text.length,
  };
}

test('places that share a node stand where each of them stands, whatever the page does between two measurings', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.nat(60)), { minLength: 2 });
  fc.assert(
    fc.property(steps, (list) => {
      const line = document.createElement('p');
      line.append('', TEXT);
      document.body.replaceChildren(line);
      const node = line.lastChild as Text;
      const reader = createPlaceReader(document);
      let places: PlacedCandidate[] = [];
      for (const [name, amount] of list) {
        STEPS[name]?.(line, amount);
        // The page's changed text is read again, and only what it still says keeps its place.
        if (places.length === 0 || name === 'is said otherwise')
          places = ['hxxp://a[.]test/drop', 'a[.]test', '198.51.100.7', 'b.test', '203.0.113.9'].map((text) =>
            createPlace(node, text),
          );
        for (const placed of places) {
          const [shared, own] = [reader.readShared(placed), reader.read(placed)];
          expect(shared.length).toBe(own.length);
          const isOwn = (rect: Rect, index: number) =>
            own.slice(index, index + 1).some((at) => isNear(rect, at));
          expect(shared.every(isOwn), `${name}: ${placed.text}`).toBe(true);
        }
        reader.release();
      }
    }),
    { numRuns: 300 },
  );
});

test('text that only moves is asked for once a node', () => {
  document.body.innerHTML = `<p>${TEXT}</p>`;
  const node = document.body.firstElementChild?.firstChild as Text;
  const places = ['hxxp://a[.]test/drop', 'a[.]test', '198.51.100.7'].map((text) => createPlace(node, text));
  const reader = createPlaceReader(document);
  const asked: string[] = [];
  const { getClientRects } = Range.prototype;
  Range.prototype.getClientRects = function (this: Range) {
    asked.push(this.toString());
    return getClientRects.call(this);
  };
  try {
    const counts = [0, 10, 20, 30].map((top) => {
      document.body.style.marginTop = `${top}px`;
      asked.length = 0;
      for (const placed of places) reader.readShared(placed);
      reader.release();
      return asked.length;
    });
    expect(counts).toEqual([3, 4, 1, 1]);
    expect(asked).toEqual([TEXT]);
    reader.forget();
    for (const placed of places) reader.readShared(placed);
    expect(asked).toHaveLength(1 + places.length);
  } finally {
    Range.prototype.getClientRects = getClientRects;
    document.body.removeAttribute('style');
  }
});
