import { afterEach, expect, test, vi } from 'vitest';
import { createRowsInView } from '../../utils/highlight/rows-in-view.ts';
import { EVIDENCE } from '../../utils/ioc/candidate.ts';
import { createKey } from '../../utils/ioc/indicator.ts';
import type { PlacedCandidate } from '../../utils/page/placed-candidate.ts';

let stop: AbortController;

afterEach(() => {
  stop.abort();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

function createPlace(row: Element): PlacedCandidate {
  const startNode = row.firstChild as Text;
  return {
    key: createKey('domain', startNode.data),
    kind: 'domain',
    text: startNode.data,
    evidence: EVIDENCE.plain,
    from: 'text',
    startNode,
    startOffset: 0,
    endNode: startNode,
    endOffset: startNode.data.length,
  };
}

/** The rows' watch over `html`, and what the browser is made to watch for it. */
function setUp(html: string) {
  document.body.innerHTML = html;
  stop = new AbortController();
  const watched = new Set<Element>();
  const { observe, unobserve } = IntersectionObserver.prototype;
  vi.spyOn(IntersectionObserver.prototype, 'observe').mockImplementation(function (this: never, element) {
    watched.add(element);
    observe.call(this, element);
  });
  vi.spyOn(IntersectionObserver.prototype, 'unobserve').mockImplementation(function (this: never, element) {
    watched.delete(element);
    unobserve.call(this, element);
  });
  const rows = createRowsInView(document, () => undefined, stop.signal);
  const names = (elements: Iterable<Element>) => [...elements].map(({ id }) => id).toSorted();
  const place = (id: string) => createPlace(document.querySelector(`#${id}`) as Element);
  return {
    rows,
    place,
    watched: () => names(watched),
    inView: () => names([...rows.rows()].map(([row]) => row)),
  };
}

const BOXLESS = 'style="display:contents"';

test('a row without a box goes by the nearest element that has one, as long as it is there', async () => {
  const { rows, place, watched, inView } = setUp(
    `<p id="p"><i ${BOXLESS}><b id="a" ${BOXLESS}>a.test</b><b id="b" ${BOXLESS}>b.test</b></i></p>`,
  );
  const [a, b] = [place('a'), place('b')];
  rows.add(a);
  await vi.waitFor(() => expect(inView()).toEqual(['a']));
  // Its stand-in is watched already, and reports for it all the same.
  rows.add(b);
  await vi.waitFor(() => expect(inView()).toEqual(['a', 'b']));
  expect(watched()).toEqual(['a', 'b', 'p']);
  // The page has taken them elsewhere before we hear of it.
  document.body.append(...document.querySelectorAll('b'));
  rows.remove(a);
  expect(watched()).toEqual(['b', 'p']);
  rows.remove(b);
  expect(watched()).toEqual([]);
});

test('a stand-in with candidates of its own stays watched for them, and for its rows without them', async () => {
  const { rows, place, watched, inView } = setUp(`<p id="p">c.test<b id="a" ${BOXLESS}>a.test</b></p>`);
  const [a, c] = [place('a'), place('p')];
  rows.add(a);
  await vi.waitFor(() => expect(inView()).toEqual(['a']));
  rows.add(c);
  await vi.waitFor(() => expect(inView()).toEqual(['a', 'p']));
  rows.remove(c);
  expect(watched()).toEqual(['a', 'p']);
  rows.add(c);
  rows.remove(a);
  expect(watched()).toEqual(['p']);
  await vi.waitFor(() => expect(inView()).toEqual(['p']));
});
