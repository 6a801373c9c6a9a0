import { afterEach, expect, test, vi } from 'vitest';
import { findCandidates } from '../../utils/ioc/find-candidates.ts';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import { createMarks } from '../../utils/ioc/marks.ts';
import { createPace } from '../../utils/page/pace.ts';
import { readTree } from '../../utils/page/read-tree.ts';
import { fakeFindCandidates } from './fake-find-candidates.ts';
import { closedRoots, type Reading, readBack, watch } from './read-page.ts';

let reading: Reading | undefined;

afterEach(() => {
  reading?.stop.abort();
  document.body.replaceChildren();
});

function setBody(html: string): void {
  document.body.append(document.createRange().createContextualFragment(html));
}

async function readKeys(): Promise<readonly string[]> {
  reading = watch();
  await vi.waitFor(() => expect(reading?.isReadThrough()).toBe(true));
  return [...reading.places.keys().keys()];
}

test.each([
  ['inline elements', '<p>see ev<b>il</b>[.]<i>exa<u>mp</u>le</i> now', ['domain:evil.example']],
  ['wbr, comments and scripts', '<p>evil.<wbr>ex<!-- no -->am<script>1</script>ple', ['domain:evil.example']],
  ['paragraphs', '<p>evil.exam</p><p>ple</p>', []],
  ['list items', '<ul><li>a.test</li><li>b.test</li></ul>', ['domain:a.test', 'domain:b.test']],
  [
    'table cells',
    '<table><tr><td>a.test</td><td>b.test</td></tr></table>',
    ['domain:a.test', 'domain:b.test'],
  ],
  ['line breaks', 'a.test<br>b.test', ['domain:a.test', 'domain:b.test']],
  ['definition lists', '<dl><dt>a.test</dt><dd>b.test</dd></dl>', ['domain:a.test', 'domain:b.test']],
  ['footnote marks', '<p>a.test<sup>1</sup>', ['domain:a.test']],
  ['preformatted text', '<pre>a.test\nb.test</pre>', ['domain:a.test', 'domain:b.test']],
  ['closed details', '<details><summary>x</summary>a.test</details>', ['domain:a.test']],
  ['editable text', '<div contenteditable>a.test</div>', ['domain:a.test']],
  [
    'text by the side of code',
    '<p><code>http://a.test/</code>with',
    ['url:http://a.test/with', 'domain:a.test'],
  ],
])('reads %s', async (_name, html, keys) => {
  setBody(html);
  expect(await readKeys()).toEqual(keys);
});

test.each([
  ['scripts', '<script type="text/plain">a.test</script>'],
  ['styles', '<style>/* a.test */</style>'],
  ['noscript', '<noscript>a.test</noscript>'],
  ['templates', '<template>a.test</template>'],
  ['form values', '<textarea>a.test</textarea><input value="a.test"><select><option>a.test</select>'],
])('does not read %s', async (_name, html) => {
  setBody(html);
  expect(await readKeys()).toEqual([]);
});

test.each([
  ['spans laid out as blocks', '<span class="line">a.test</span><span class="line">b.test</span>'],
  ['flex children', '<div style="display:flex"><span>a.test</span><span>b.test</span></div>'],
  [
    'line numbers with their lines',
    '<pre><span style="user-select:none">12</span>a.test\n<span style="user-select:none">13</span>b.test</pre>',
  ],
  ['absolute spans', '<div><span style="position:absolute">a.test</span><span>b.test</span></div>'],
])('does not join %s', async (_name, html) => {
  setBody(`<style>.line { display: block }</style>${html}`);
  expect(await readKeys()).toEqual(['domain:a.test', 'domain:b.test']);
});

test('a page that is not to be copied is read as any other', async () => {
  setBody('<div style="user-select:none"><p>a<b>7</b>.te<i>st</i></p></div>');
  expect(await readKeys()).toEqual(['domain:a7.test']);
});

test('a long text without any safe gap is cut where nothing goes on', async () => {
  // Each line ends in what could go on after white space; the nodes of a line do not divide those of a run.
  const line = (n: number) =>
    `<b>hxxps</b><i>[://]</i><b>a${n}</b><i>[.]</i><u>long</u><b>[.]</b><i>test</i><b>/</b> `;
  setBody(`<pre>${Array.from({ length: 1500 }, (_, n) => line(n)).join('\n')}</pre>`);
  reading = watch({ findCandidates });
  await vi.waitFor(() => expect(reading?.isReadThrough()).toBe(true));
  const keys = new Set(reading.places.keys().keys());
  const missing = Array.from({ length: 1500 }, (_, n) => `domain:a${n}.long.test` as IndicatorKey).filter(
    (key) => !keys.has(key),
  );
  expect(missing).toEqual([]);
});

/** Reads a document of many blocks, a few of them in each slice; the texts that were looked through, in order. */
async function readInSlices(scrollTo: string): Promise<readonly string[]> {
  setBody(Array.from({ length: 2000 }, (_, i) => `<div>n${i}.test</div>`).join(''));
  document.querySelector(scrollTo)?.scrollIntoView();
  const texts: string[] = [];
  let looks = 0;
  reading = watch({
    pace: { ...createPace(window), now: () => ++looks },
    findCandidates(text) {
      texts.push(text);
      return fakeFindCandidates(text);
    },
  });
  await vi.waitFor(() => expect(reading?.isReadThrough()).toBe(true));
  expect(reading.places.all()).toHaveLength(2000);
  return texts;
}

test('of a long document what is in view is read before what is above it', async () => {
  const texts = await readInSlices('div:nth-child(1500)');
  const inView = texts.findIndex((text) => text.includes('n1500.test'));
  const above = texts.findIndex((text) => text.includes('n1000.test'));
  expect(inView).toBeGreaterThan(0);
  expect(inView).toBeLessThan(above);
});

test('a document that is read from where the reader is, its top, is read once', async () => {
  const texts = await readInSlices('div:first-child');
  const inBlocks = texts.filter((text) => text.includes('.test'));
  expect(inBlocks).toEqual([...new Set(inBlocks)]);
});

test('the looks for text that nobody reads rest in between', () => {
  setBody('<p>a.test</p>');
  const read: string[] = [];
  const reading = readTree({ findMarks: createMarks, mayGoOn: () => false, version: () => 0 }, document, {
    readRun: ({ text }) => read.push(text),
    readNode: ({ node }) => read.push(node.data),
  });
  let rests = 0;
  while (read.length === 0 && reading.next().done === false) rests++;
  // One for each tag.
  expect(rests).toBeGreaterThanOrEqual(5);
});

test('a cell that begins with an indicator is read without the cell before it', async () => {
  setBody(`<table>${'<tr><td>plain</td><td>a.test</td></tr>'.repeat(3)}</table>`);
  const texts: string[] = [];
  reading = watch({
    findCandidates(text) {
      texts.push(text);
      return fakeFindCandidates(text);
    },
  });
  await vi.waitFor(() => expect(reading?.isReadThrough()).toBe(true));
  const inTable = texts.filter((text) => /plain|test$/.test(text));
  expect(inTable).toEqual(['a.test', 'a.test', 'a.test']);
});

test('places cover exactly what the reader sees', async () => {
  setBody('<p>see <a href="#">hxxp://</a><b>ev</b>il[.]<i>example</i>, then b.test.</p>');
  await readKeys();
  expect(reading?.places.all().map(readBack)).toEqual(['evil[.]example', 'b.test']);
});

test('reads open, closed and nested shadow roots, and joins nothing across them', async () => {
  setBody('<div id="open">light.test</div><div id="closed"></div>');
  const open = document.querySelector('#open')?.attachShadow({ mode: 'open' });
  open?.append('a.', document.createElement('span'));
  const nested = open?.querySelector('span');
  nested?.attachShadow({ mode: 'open' }).append('nested.test');
  const host = document.querySelector('#closed');
  if (host === null) throw new Error('no host');
  const closed = host.attachShadow({ mode: 'closed' });
  closed.append('closed.test');
  closedRoots.set(host, closed);
  await readKeys();
  // Shadow trees come after the document's own text.
  await vi.waitFor(() =>
    expect([...(reading?.places.keys().keys() ?? [])].toSorted()).toEqual([
      'domain:closed.test',
      'domain:light.test',
      'domain:nested.test',
    ]),
  );
  closed.append(' late.test');
  await vi.waitFor(() => expect(reading?.places.keys().has('domain:late.test' as IndicatorKey)).toBe(true));
});

test('a link target that differs from its text counts, placed on the text', async () => {
  setBody(
    '<p><a href="https://evil.example/x"> invoice </a> <a href="https://b.test">b.test</a> <a href="/c.test">own</a>',
  );
  await readKeys();
  expect(reading?.places.all().map((placed) => [placed.key, placed.from, readBack(placed)])).toEqual([
    ['domain:b.test', 'text', 'b.test'],
    ['url:https://evil.example/x', 'href', 'invoice'],
    ['domain:evil.example', 'href', 'invoice'],
    ['url:https://b.test', 'href', 'b.test'],
  ]);
});

test('a link that loses its target, and gets it back', async () => {
  setBody('<p><a href="https://evil.example/x">invoice</a></p>');
  const target = 'url:https://evil.example/x' as IndicatorKey;
  expect(await readKeys()).toContain(target);
  const link = document.querySelector('a');
  link?.removeAttribute('href');
  await vi.waitFor(() => expect(reading?.places.keys().has(target)).toBe(false));
  link?.setAttribute('href', 'https://evil.example/x');
  await vi.waitFor(() => expect(reading?.places.keys().has(target)).toBe(true));
});

test('an overlay that comes while a page is read does not break its reading into pieces', async () => {
  setBody(`<main><p>a.test</p>${'<p>two <b>words</b></p>'.repeat(3_000)}<p>b.test</p></main>`);
  let time = 0;
  const overlay = document.createElement('div');
  const walks = vi.spyOn(document, 'createTreeWalker');
  reading = watch({
    // Every look at the clock ends a slice.
    pace: { ...createPace(window), now: () => (time += 10) },
    onChange: () => document.documentElement.append(overlay),
  });
  await vi.waitFor(() => expect(reading?.isReadThrough()).toBe(true));
  const [count, hadOverlay] = [walks.mock.calls.length, overlay.isConnected];
  walks.mockRestore();
  overlay.remove();
  expect([...(reading?.places.keys().keys() ?? [])].toSorted()).toEqual(['domain:a.test', 'domain:b.test']);
  expect(hadOverlay).toBe(true);
  // One for each region that is read: else each paragraph would be one.
  expect(count).toBeLessThan(100);
});

test('follows thousands of changes at once, those in a shadow tree too', async () => {
  setBody('<div id="host"></div><ul><li>a.test</li><li>b.test</li></ul><p id="p">c.test</p>');
  const root = document.querySelector('#host')?.attachShadow({ mode: 'open' });
  root?.append('e.test');
  await readKeys();
  const keys = () => [...(reading?.places.keys().keys() ?? [])].toSorted();
  await vi.waitFor(() => expect(keys()).toContain('domain:e.test'));
  const [list, text] = [document.querySelector('ul'), document.querySelector('#p')?.firstChild as Text];
  list?.firstElementChild?.remove();
  text.data = 'd.test';
  root?.replaceChildren('f.test');
  for (let n = 0; n < 12_000; n++) {
    const item = document.createElement('li');
    list?.append(item);
    item.textContent = `n${n % 3}.test`;
    if (n % 2 === 1) item.remove();
  }
  const expected = ['b', 'd', 'f', 'n0', 'n1', 'n2'].map((name) => `domain:${name}.test`);
  await vi.waitFor(() => expect(keys()).toEqual(expected));
});

test('what changes while changes are being read waits until they are', async () => {
  const pace = createPace(window);
  let looks = 0;
  let held = Promise.withResolvers<void>();
  held.resolve();
  const whenIdle = vi.fn(pace.whenIdle);
  const yieldToPage = vi.fn(() => held.promise);
  setBody('<ul></ul>');
  reading = watch({ pace: { ...pace, whenIdle, yieldToPage, now: () => ++looks } });
  const keys = () => [...(reading?.places.keys().keys() ?? [])];
  await vi.waitFor(() => expect(reading?.isReadThrough()).toBe(true));

  held = Promise.withResolvers();
  yieldToPage.mockClear();
  const list = document.querySelector('ul');
  list?.append(...Array.from({ length: 3000 }, () => document.createElement('li')));
  for (const item of list?.children ?? []) item.textContent = 'a.test';
  await vi.waitFor(() => expect(yieldToPage).toHaveBeenCalled());
  whenIdle.mockClear();
  list?.firstElementChild?.replaceChildren('b.test');
  list?.lastElementChild?.replaceChildren('c.test');
  // Long enough for the change to be told.
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(whenIdle).not.toHaveBeenCalled();
  held.resolve();
  await vi.waitFor(() => expect(keys()).toEqual(['domain:b.test', 'domain:a.test', 'domain:c.test']));
  expect(whenIdle).toHaveBeenCalled();
});

test('a small page that never rests is not watched between two readings, and nothing on it is lost', async () => {
  setBody('<ul></ul><p id="p">nothing</p>');
  await readKeys();
  const keys = () => [...(reading?.places.keys().keys() ?? [])].toSorted();
  const lookAway = vi.spyOn(MutationObserver.prototype, 'disconnect');
  const list = document.querySelector('ul');
  const stir = async (times: number) => {
    for (let n = 0; n < times; n++) {
      list?.append(document.createElement('li'));
      list?.lastChild?.remove();
      if (n % 200 === 0) await Promise.resolve();
    }
    await Promise.resolve();
  };
  await stir(1_200);
  expect(lookAway).toHaveBeenCalledTimes(1);
  // Seen by nobody, yet read.
  document.querySelector('#p')?.replaceChildren('a.test');
  await vi.waitFor(() => expect(keys()).toEqual(['domain:a.test']));
  document.querySelector('#p')?.replaceChildren('b.test');
  await vi.waitFor(() => expect(keys()).toEqual(['domain:b.test']));
  // What has candidates is never let out of sight: boxes lie on it.
  await stir(1_200);
  expect(lookAway).toHaveBeenCalledTimes(1);
  lookAway.mockRestore();
});

test('a small page that changes in every frame is let be for a while, however idle it is in between', async () => {
  setBody('<ul></ul><p id="p">nothing</p>');
  await readKeys();
  const keys = () => [...(reading?.places.keys().keys() ?? [])];
  const lookAway = vi.spyOn(MutationObserver.prototype, 'disconnect');
  const lookAgain = vi.spyOn(MutationObserver.prototype, 'observe');
  const list = document.querySelector('ul');
  async function stirUntilAway(changes: number, times: number): Promise<void> {
    for (let frame = 0; frame < 8 && lookAway.mock.calls.length < times; frame++) {
      for (let n = 0; n < changes; n++) {
        list?.append(document.createElement('li'));
        list?.lastChild?.remove();
      }
      // Idle time enough to read them.
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(lookAway).toHaveBeenCalledTimes(times);
    await vi.waitFor(() => expect(lookAgain).toHaveBeenCalledTimes(times));
  }
  // Fewer changes than make a page restless at once; then far more, again and again.
  await stirUntilAway(100, 1);
  await stirUntilAway(2_000, 2);
  await stirUntilAway(2_000, 3);
  document.querySelector('#p')?.replaceChildren('a.test');
  await vi.waitFor(() => expect(keys()).toEqual(['domain:a.test']));
  lookAway.mockRestore();
  lookAgain.mockRestore();
});

test('an element with more changes than nodes is read whole, and its changes are not asked for theirs', async () => {
  setBody('<p>a.test</p><ul><li>b.test</li></ul>');
  await readKeys();
  const keys = () => [...(reading?.places.keys().keys() ?? [])].toSorted();
  const asked = vi.spyOn(MutationRecord.prototype, 'addedNodes', 'get');
  const list = document.querySelector('ul');
  for (let n = 0; n < 100; n++) {
    list?.append(document.createElement('li'));
    list?.lastElementChild?.remove();
  }
  list?.firstElementChild?.remove();
  list?.append('c.test');
  await vi.waitFor(() => expect(keys()).toEqual(['domain:a.test', 'domain:c.test']));
  // Those of other elements are.
  expect(asked.mock.calls.length).toBeLessThan(10);
  asked.mockRestore();
});

test('follows what is added, changed and removed', async () => {
  setBody('<p id="p">a.test</p>');
  await readKeys();
  const keys = () => [...(reading?.places.keys().keys() ?? [])].toSorted();
  setBody('<p id="q">b.te<b>st</b></p>');
  await vi.waitFor(() => expect(keys()).toEqual(['domain:a.test', 'domain:b.test']));
  document.querySelector('#q b')?.append('.example');
  await vi.waitFor(() => expect(keys()).toEqual(['domain:a.test', 'domain:b.test.example']));
  document.querySelector('#q')?.prepend('x');
  await vi.waitFor(() => expect(keys()).toEqual(['domain:a.test', 'domain:xb.test.example']));
  const text = document.querySelector('#p')?.firstChild as Text;
  text.data = 'c.test';
  await vi.waitFor(() => expect(keys()).toEqual(['domain:c.test', 'domain:xb.test.example']));
  document.querySelector('#q')?.remove();
  await vi.waitFor(() => expect(keys()).toEqual(['domain:c.test']));
});

test.each<[string, string, () => void, readonly string[]]>([
  [
    'changes',
    '<p>a.test<b id="c">.example</b></p>',
    () => document.querySelector('#c')?.replaceChildren(' then'),
    ['domain:a.test'],
  ],
  [
    'goes',
    '<p><u><i>a.test</i><b id="c">.example</b> then</u></p>',
    () => document.querySelector('#c')?.remove(),
    ['domain:a.test'],
  ],
  [
    'is parted from it',
    '<p>www<b id="c">a.test</b></p>',
    () => document.querySelector('#c')?.before(document.createElement('div')),
    ['domain:a.test'],
  ],
  [
    'stands within it',
    '<p>a.<b id="c">b.</b>test</p>',
    () => document.querySelector('#c')?.replaceChildren(' then '),
    [],
  ],
])('what is left of a candidate is read again when a part of it %s', async (_name, html, act, keys) => {
  setBody(html);
  expect(await readKeys()).not.toEqual(keys);
  act();
  await vi.waitFor(() => expect([...(reading?.places.keys().keys() ?? [])]).toEqual(keys));
});

test('a link whose label has lost its first block keeps its target on the next one', async () => {
  setBody('<a href="https://evil.example/x"><div><p>one</p><p>two</p></div></a>');
  await readKeys();
  document.querySelector('a p')?.remove();
  await vi.waitFor(() => expect(reading?.places.all().map(readBack)).toEqual(['two', 'two']));
});

test('what a fault kept from being read is read when it changes again', async () => {
  setBody('<p>a.test</p>');
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const findCandidates = vi.fn(fakeFindCandidates);
  reading = watch({ findCandidates });
  const keys = () => [...(reading?.places.keys().keys() ?? [])];
  await vi.waitFor(() => expect(keys()).toEqual(['domain:a.test']));
  findCandidates.mockImplementationOnce(() => {
    throw new Error('no such text');
  });
  const text = document.querySelector('p')?.firstChild as Text;
  text.data = 'b.test';
  await vi.waitFor(() => expect(reading?.hasFailed()).toBe(true));
  text.data = 'c.test';
  await vi.waitFor(() => expect(keys()).toEqual(['domain:c.test']));
  told.mockRestore();
});

test('a fault of the reading is told, and what changes later is read all the same', async () => {
  setBody('<p>a.test</p>');
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const findCandidates = vi.fn(fakeFindCandidates).mockImplementationOnce(() => {
    throw new Error('no such text');
  });
  reading = watch({ findCandidates });
  await vi.waitFor(() => expect(reading?.hasFailed()).toBe(true));
  expect(told).toHaveBeenCalledOnce();
  setBody('<p>b.test</p>');
  await vi.waitFor(() => expect([...(reading?.places.keys().keys() ?? [])]).toEqual(['domain:b.test']));
  told.mockRestore();
});
