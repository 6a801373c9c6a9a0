import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { countUnreadable, findPlaces } from '../../utils/highlight/find-places.ts';
import { scrollToPlace } from '../../utils/highlight/scroll-to-place.ts';
import { PLACE_CODES } from '../../utils/messaging/protocol.ts';
import { createPace } from '../../utils/page/pace.ts';
import type { PlacedCandidate } from '../../utils/page/placed-candidate.ts';
import { findText } from './stage.ts';

function setBody(html: string): void {
  document.body.replaceChildren(document.createRange().createContextualFragment(html));
}

/** Every word ending in `.test`, as the reading would place it. */
function place(root: Node = document.body): PlacedCandidate[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: PlacedCandidate[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    for (const { 0: text, index } of (node.nodeValue ?? '').matchAll(/[a-z]+\.test/g)) {
      found.push({
        key: `domain:${text}` as PlacedCandidate['key'],
        kind: 'domain',
        evidence: 5,
        from: 'text',
        startNode: node as Text,
        startOffset: index,
        endNode: node as Text,
        endOffset: index + text.length,
        text,
      });
    }
  }
  return found;
}

/** How often the page was given its turn. */
let turns = 0;
const own = createPace(window);
const PACE = {
  ...own,
  yieldToPage() {
    turns++;
    return own.yieldToPage();
  },
};
const NAMES = new Map(Object.entries(PLACE_CODES).map(([name, code]) => [code, name]));

/** Names of the places of words, in the order asked. */
async function find(...words: readonly string[]) {
  const keys = words.map((word) => `domain:${word}`);
  return [...(await findPlaces(document, keys, place(), PACE))].map((code) => NAMES.get(code) ?? code);
}

/** A number in letters, which is how the words here are made. */
const letters = (n: number) =>
  [...String(n)].map((digit) => String.fromCharCode(97 + Number(digit))).join('');

const GAP = '<div style="height:3000px"></div>';

test('in view, above, below; and in view where one of several places is', async () => {
  await page.viewport(600, 400);
  setBody(`<p>up.test</p>${GAP}<p>here.test up.test both.test</p>${GAP}<p>down.test both.test</p>`);
  scrollTo(0, 2900);
  expect(await find('up.test', 'here.test', 'both.test', 'down.test')).toEqual([
    'in-view',
    'in-view',
    'in-view',
    'below',
  ]);
  scrollTo(0, 1000);
  expect(await find('up.test', 'here.test')).toEqual(['above', 'below']);
  scrollTo(0, 0);
});

test('inside a scroller it is the scroller that hides', async () => {
  setBody(`<div style="height:60px;overflow:auto"><p>seen.test</p>${GAP}<p>deep.test</p></div>
    <div style="width:100px;overflow:hidden;white-space:nowrap"><span style="margin-left:300px">side.test</span></div>`);
  expect(await find('seen.test', 'deep.test', 'side.test')).toEqual(['in-view', 'below', 'beside']);
});

test('every one of thousands in a row and of thousands of rows has its place, and the page has its turns', async () => {
  await page.viewport(600, 400);
  const names = Array.from({ length: 3_000 }, (_, i) => `n${letters(i)}.test`);
  const rows = names.map((name) => `<p>r${name}</p>`).join('');
  setBody(`<pre>${names.join('\n')}</pre>${GAP}<p>here.test</p>${GAP}${rows}`);
  document.querySelector(':scope body > p')?.scrollIntoView();
  turns = 0;
  const codes = await find(...names, 'here.test', ...names.map((name) => `r${name}`));
  expect(codes).toEqual([...names.map(() => 'above'), 'in-view', ...names.map(() => 'below')]);
  expect(turns).toBeGreaterThan(2);
});

test('closed sections, hidden tabs, and what is not known', async () => {
  setBody(`<details><summary>head.test</summary><p>closed.test</p></details>
    <div hidden>tab.test</div><p style="opacity:0">clear.test</p>`);
  expect(await find('head.test', 'closed.test', 'tab.test', 'clear.test', 'nowhere.test')).toEqual([
    'in-view',
    'closed',
    'hidden',
    'hidden',
    '?',
  ]);
});

test('canvases and embedded documents are counted when they are big enough to hold text', () => {
  setBody('<canvas width="200" height="100"></canvas><canvas width="1" height="1"></canvas>');
  expect(countUnreadable(document)).toEqual({ canvas: 1, embedded: 0 });
});

test('scrolls page and scroller to the first place that is shown, in a text of any length', async () => {
  await page.viewport(600, 400);
  setBody(`<details><p>far.test</p></details>${GAP}
    <div style="height:100px;overflow:auto"><pre>${'line\n'.repeat(400)}far.test${'\nline'.repeat(400)}</pre></div>${GAP}`);
  const far = place().filter(({ text }) => text === 'far.test');
  expect(far).toHaveLength(2);
  expect(scrollToPlace(document, far)).toBe(true);
  expect(await find('far.test')).toEqual(['in-view']);
  const [line] = findText('far.test', document.querySelector('pre') ?? document.body);
  expect(Math.abs(((line?.top ?? 0) + (line?.bottom ?? 0)) / 2 - innerHeight / 2)).toBeLessThan(80);
});

test('what is shown nowhere scrolls nothing, and no section opens', () => {
  setBody(`${GAP}<details><p>closed.test</p></details>`);
  scrollTo(0, 0);
  expect(scrollToPlace(document, place())).toBe(false);
  expect([scrollY, document.querySelector('details')?.open]).toEqual([0, false]);
});
