import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { EVIDENCE } from '../../utils/ioc/candidate.ts';
import { findCandidates } from '../../utils/ioc/find-candidates.ts';
import { placeTexts } from '../../utils/page/place-texts.ts';
import type { PlacedCandidate } from '../../utils/page/placed-candidate.ts';
import { createTextWalk } from '../../utils/page/walk-texts.ts';
import { readBack, watch } from './read-page.ts';

afterEach(() => document.body.replaceChildren());

const describe = (placed: readonly PlacedCandidate[]): readonly string[] =>
  placed
    .filter(({ from }) => from === 'text')
    .map((each) => `${each.key} ${each.evidence} ${each.startOffset} ${readBack(each)}`)
    .toSorted();

/** Reads every node of the document, one after the other. */
function scanPlainly(): readonly PlacedCandidate[] {
  const placed: PlacedCandidate[] = [];
  createTextWalk((run) => placed.push(...placeTexts(run, findCandidates)), document).advance(() => true);
  return placed;
}

/** The page as it is read, in as many slices as there are looks at the clock. */
async function scanQuickly(): Promise<readonly PlacedCandidate[]> {
  const onReadThrough = vi.fn();
  let now = 0;
  const { places, stop } = watch({
    findCandidates,
    onReadThrough,
    pace: {
      now: () => (now += 5),
      sliceMs: () => 8,
      yieldToPage: () => Promise.resolve(),
      whenIdle: () => undefined,
    },
  });
  await vi.waitFor(() => expect(onReadThrough).toHaveBeenCalled(), { interval: 1 });
  stop.abort();
  return places.all();
}

const TEXTS = [
  ...[
    'see ',
    ' and ',
    '.',
    '. ',
    ' ',
    '\n',
    'while',
    'evil',
    '[.]',
    ' [.] ',
    ' dot ',
    'example',
    'a.example',
    '.com',
    '::1',
  ],
  ...[
    'hxxp://a[.]example/x',
    'https://',
    '203.0.113.7',
    'v1.2.3',
    '9e107d9d372bb6826bd81d3542a419d6',
    '2001:db8',
    ':',
    '/',
  ],
];
const text = fc
  .array(fc.constantFrom(...TEXTS), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const TAGS = [
  ...[
    'p',
    'div',
    'td',
    'li',
    'pre',
    'b',
    'i',
    'code',
    'span',
    'a',
    'x-y',
    'br',
    'script',
    'style',
    'textarea',
  ],
  ...['noscript', 'sup', 'wbr', 'details', 'svg', 'template', 'ruby', 'rt'],
];

interface Made {
  readonly tag: string;
  readonly children: readonly (Made | string)[];
}
const { node } = fc.letrec<{ node: Made | string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    text,
    fc.record({ tag: fc.constantFrom(...TAGS), children: fc.array(tie('node'), { maxLength: 5 }) }),
  ),
}));

const VOID = new Set(['br', 'wbr', 'template']);
const RAW = new Set(['script', 'style', 'textarea', 'noscript']);
const asNode = (made: Made | string) =>
  typeof made === 'string' ? document.createTextNode(made) : make(made);

function make(made: Made): Node {
  const element = document.createElement(made.tag);
  // Nothing of it may run.
  if (element instanceof HTMLScriptElement) element.type = 'text/plain';
  // As a parser builds them.
  const holds = VOID.has(made.tag) ? [] : made.children;
  element.append(
    ...(RAW.has(made.tag) ? holds.filter((child) => typeof child === 'string') : holds).map(asNode),
  );
  return element;
}

test('looking through the text first finds what reading every node finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(node, { maxLength: 8 }), async (nodes) => {
      document.body.replaceChildren(...nodes.map(asNode));
      expect(describe(await scanQuickly())).toEqual(describe(scanPlainly()));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('a region of several pieces is read as a plain walk reads it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(node, { minLength: 3, maxLength: 8 }), async (nodes) => {
      const copies = Array.from({ length: 400 }, () => nodes.map(asNode));
      document.body.replaceChildren(...copies.flat());
      expect(describe(await scanQuickly())).toEqual(describe(scanPlainly()));
    }),
    { seed: 2, numRuns: 12, endOnFailure: true },
  );
});

test('a version is told from an address by the words before it, whichever way it is read', async () => {
  document.body.innerHTML = `<p>Firmware version 192.0.2.1 is old</p><p><b>Version:</b> 192.0.2.2</p>
    <table><tr><td>Version</td><td>192.0.2.3</td></tr></table><p>version</p><p>192.0.2.4 and build <i>192.0.2.5</i></p>`;
  const weigh = (placed: readonly PlacedCandidate[]) =>
    Object.fromEntries(placed.map(({ key, evidence }) => [key.at(-1), evidence]));
  const [version, address] = [EVIDENCE.doubtful, EVIDENCE.plain];
  expect(weigh(await scanQuickly())).toEqual({ 1: version, 2: version, 3: address, 4: address, 5: version });
});

test.each([
  ['what nobody reads', '<b>evil[.]</b><style>b { color: red }</style><b>example</b>'],
  ['blanks alone', '<b>evil</b><i> </i><b>[.] example</b>'],
])('a run of many texts does not end at %s in the middle of an indicator', (_, indicator) => {
  document.body.innerHTML = `${'<i>,</i>'.repeat(600)}${indicator}`;
  expect(describe(scanPlainly())).toEqual([expect.stringContaining('domain:evil.example ')]);
});
