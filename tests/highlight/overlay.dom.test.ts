import { afterEach, expect, test, vi } from 'vitest';
import type { Rect } from '../../utils/highlight/rect.ts';
import { closedRoots } from '../page/read-page.ts';
import { findText, isNear, type Stage, setUp } from './stage.ts';

let stage: Stage | undefined;

afterEach(() => {
  stage?.stop.abort();
  document.body.replaceChildren();
  document.documentElement.removeAttribute('style');
  document.body.removeAttribute('style');
  window.scrollTo(0, 0);
});

function setBody(html: string): void {
  document.body.replaceChildren(document.createRange().createContextualFragment(html));
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`no ${selector}`);
  return element;
}

/** Waits until exactly these rectangles are lit, each by one box. */
async function expectLit(wanted: () => readonly Rect[]): Promise<void> {
  await vi.waitFor(() => {
    const rects = stage?.boxes().map(({ rect }) => rect) ?? [];
    const expected = wanted();
    const missing = expected.filter((rect) => !rects.some((box) => isNear(box, rect)));
    const surplus = rects.filter((box) => !expected.some((rect) => isNear(box, rect)));
    expect({ missing, surplus }).toEqual({ missing: [], surplus: [] });
  });
}

const TALL = '<div style="height:3000px"></div>';
const texts =
  (...list: string[]) =>
  () =>
    list.flatMap((text) => findText(text));

test('lights exactly the text, in whatever state', async () => {
  setBody('<p>see <b>a.test</b> and b.test.</p>');
  stage = setUp((placed) => (placed.key === 'domain:a.test' ? 'match' : 'none'));
  await expectLit(texts('a.test', 'b.test'));
  expect(
    stage
      .boxes()
      .map(({ state }) => state)
      .toSorted(),
  ).toEqual(['match', 'none']);
});

test.each([
  [
    'several lines',
    `<p style="width:120px;word-break:break-all">see http://a.test/${'long'.repeat(20)}`,
    [`http://a.test/${'long'.repeat(20)}`, 'a.test'],
  ],
  [
    'right-to-left text',
    '<p dir="rtl">\u05e9\u05dc\u05d5\u05dd a.test \u05e2\u05d5\u05dc\u05dd</p>',
    ['a.test'],
  ],
  ['vertical writing', '<p style="writing-mode:vertical-rl;height:200px">see a.test</p>', ['a.test']],
  ['columns', `<div style="columns:2;width:300px">${'word '.repeat(20)} a.test</div>`, ['a.test']],
  [
    'an absolutely positioned element',
    '<div style="position:absolute;left:200px;top:80px">a.test</div>',
    ['a.test'],
  ],
  ['CSS zoom', '<div style="zoom:1.5">a.test</div>', ['a.test']],
  ['a scaled element', '<div style="transform:scale(1.5);transform-origin:0 0">a.test</div>', ['a.test']],
  ['display: contents', '<p><span style="display:contents">a.test</span></p>', ['a.test']],
  [
    'display: contents within another',
    '<p><i style="display:contents"><span style="display:contents">a.test</span></i></p>',
    ['a.test'],
  ],
  ['content-visibility: auto', '<div style="content-visibility:auto">a.test</div>', ['a.test']],
  ['editable text', '<div contenteditable>a.test</div>', ['a.test']],
  ['SVG text', '<svg width="200" height="50"><text x="10" y="30">a.test</text></svg>', ['a.test']],
])('is right over %s', async (_name, html, list) => {
  setBody(html);
  stage = setUp();
  await expectLit(texts(...list));
});

test.each([
  ['zoomed html', 'zoom:1.3'],
  ['scaled html', 'transform:scale(0.8);transform-origin:20px 30px'],
  ['moved html', 'position:relative;left:40px;top:25px;margin:15px'],
])('is right in %s', async (_name, style) => {
  document.documentElement.setAttribute('style', style);
  setBody(`<p>a.test</p><p style="position:fixed;top:60px">b.test</p>${TALL}`);
  stage = setUp();
  await expectLit(texts('a.test', 'b.test'));
  window.scrollTo(0, 12);
  await expectLit(texts('a.test', 'b.test'));
});

test('follows the document, a nested scroller, sticky and fixed text', async () => {
  setBody(`
    <p style="position:sticky;top:0">sticky.test</p><p style="position:fixed;right:0;top:0">fixed.test</p>
    <p style="margin-top:120px">flow.test</p>
    <div id="scroller" style="height:100px;overflow:auto"><p>first.test</p>${TALL}<p>last.test</p></div>${TALL}`);
  stage = setUp();
  await expectLit(texts('sticky.test', 'fixed.test', 'flow.test', 'first.test'));
  window.scrollTo(0, 60);
  await expectLit(texts('sticky.test', 'fixed.test', 'flow.test', 'first.test'));
  find('#scroller').scrollTop = 9_999;
  await expectLit(texts('sticky.test', 'fixed.test', 'flow.test', 'last.test'));
});

test('cuts a box off where the text is cut off', async () => {
  setBody(
    '<div style="position:absolute;left:10px;top:10px;width:60px;overflow:hidden;white-space:nowrap">some a.test</div>',
  );
  stage = setUp();
  await expectLit(() => findText('a.test').map((rect) => ({ ...rect, right: 70 })));
});

test('an absolute child escapes a scroller that does not contain it', async () => {
  setBody('<div style="overflow:hidden;height:20px"><p style="position:absolute;top:150px">a.test</p></div>');
  stage = setUp();
  await expectLit(texts('a.test'));
});

test.each([
  ['display: none', '<p style="display:none">a.test</p>'],
  ['visibility: hidden', '<p style="visibility:hidden">a.test</p>'],
  ['opacity 0', '<div style="opacity:0"><p>a.test</p></div>'],
  ['closed details', '<details><summary>x</summary><p>a.test</p></details>'],
  ['content-visibility: hidden', '<div style="content-visibility:hidden">a.test</div>'],
  ['text out of view', `${TALL}<p>a.test</p>`],
])('lights nothing for %s', async (_name, html) => {
  setBody(`${html}<p style="position:absolute;top:0">b.test</p>`);
  stage = setUp();
  await expectLit(texts('b.test'));
});

test.each([
  [
    'details that open',
    '<details><summary>x</summary><p>a.test</p></details>',
    () => find('details').setAttribute('open', ''),
  ],
  ['a hidden tab', '<p id="tab" hidden>a.test</p>', () => find('#tab').removeAttribute('hidden')],
  [
    'a class that moves it',
    '<style>.on{margin-left:90px}</style><p id="m">a.test</p>',
    () => find('#m').classList.add('on'),
  ],
  [
    'a script that moves it',
    '<p id="m" style="position:relative">a.test</p>',
    () => (find('#m').style.left = '77px'),
  ],
  [
    'a transition',
    '<p id="m" style="transition:transform .2s">a.test</p>',
    () => (find('#m').style.transform = 'translateX(80px)'),
  ],
  [
    'a sibling that grows',
    '<div id="g" style="height:10px"></div><p>a.test</p>',
    () => (find('#g').style.height = '100px'),
  ],
  ['text that comes late', '<p id="m"></p>', () => find('#m').append('a.test')],
  ['text that is replaced', '<p id="m">x.example</p>', () => (find('#m').textContent = 'now a.test')],
])('follows %s', async (_name, html, act) => {
  setBody(html);
  stage = setUp();
  await new Promise((resolve) => setTimeout(resolve, 400));
  act();
  await expectLit(texts('a.test'));
});

test('shows nothing over text that is gone', async () => {
  setBody('<p id="m">a.test</p>');
  stage = setUp();
  await expectLit(texts('a.test'));
  find('#m').textContent = 'nothing here';
  await expectLit(() => []);
});

test('follows a virtual list that recycles its rows', async () => {
  setBody(
    '<div id="list" style="height:200px;overflow:auto;position:relative"><div style="height:20000px"></div></div>',
  );
  const list = find('#list');
  const rows = Array.from({ length: 12 }, () => {
    const row = document.createElement('div');
    row.style.cssText = 'position:absolute;top:0;height:20px';
    list.append(row);
    return row;
  });
  const render = () => {
    const first = Math.floor(list.scrollTop / 20);
    for (const [index, row] of rows.entries()) {
      row.style.transform = `translateY(${(first + index) * 20}px)`;
      row.textContent = `row${first + index}.test`;
    }
  };
  list.addEventListener('scroll', render);
  render();
  stage = setUp();
  const visible = (first: number) =>
    texts(...Array.from({ length: 10 }, (_, index) => `row${first + index}.test`));
  await expectLit(visible(0));
  list.scrollTop = 4_000;
  await expectLit(visible(200));
});

test('is right in open, closed and slotted shadow trees, and in their scrollers', async () => {
  setBody('<div id="open"></div><div id="closed"></div><div id="slot"><span>slotted.test</span></div>');
  find('#open').attachShadow({ mode: 'open' }).append('open.test');
  const closed = find('#closed').attachShadow({ mode: 'closed' });
  closedRoots.set(find('#closed'), closed);
  const scroller = document.createElement('div');
  scroller.style.cssText = 'height:40px;overflow:auto';
  const spacer = document.createElement('div');
  spacer.style.height = '500px';
  scroller.append('closed.test', spacer, 'end.test');
  closed.append(scroller);
  find('#slot').attachShadow({ mode: 'open' }).append(document.createElement('slot'));
  stage = setUp();
  const inTrees = (inner: string) => () => [
    ...findText('open.test', find('#open').shadowRoot ?? document),
    ...findText(inner, closed),
    ...findText('slotted.test'),
  ];
  await expectLit(inTrees('closed.test'));
  scroller.scrollTop = 999;
  await expectLit(inTrees('end.test'));
});

test('uncovers what a modal covered once that has gone', async () => {
  setBody(
    `<p>a.test</p><div id="m" style="position:fixed;inset:0;background:#fff" hidden>modal b.test</div>`,
  );
  stage = setUp();
  await expectLit(texts('a.test'));
  find('#m').removeAttribute('hidden');
  await expectLit(texts('b.test'));
  find('#m').remove();
  await expectLit(texts('a.test'));
});

test('is cut off by a sticky header that covers half of it', async () => {
  setBody(
    '<div style="position:fixed;z-index:1;top:0;left:0;right:0;height:25px;background:#eee">head</div><p style="position:absolute;top:20px;margin:0;line-height:20px">a.test</p>',
  );
  stage = setUp();
  await expectLit(() => findText('a.test').map((rect) => ({ ...rect, top: 25 })));
});

test.each([
  ['a stretched link', '<a href="#x" style="position:absolute;inset:0"></a>'],
  ['an unseen checkbox', '<input type="checkbox" style="position:absolute;inset:0;opacity:0">'],
  ['a see-through text area', '<textarea style="position:absolute;inset:0;background:none"></textarea>'],
  [
    'what is faint by its parent',
    '<div style="opacity:0"><b style="position:absolute;inset:0;background:red"></b></div>',
  ],
])('%s, which covers its card and hides nothing, hides no box', async (_name, layer) => {
  setBody(`<div style="position:relative"><p>a.test</p>${layer}</div>`);
  stage = setUp();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await expectLit(texts('a.test'));
});

test('rises above modal dialogs, popovers and fullscreen for the text in them, and sinks again', async () => {
  setBody('<p>a.test</p><dialog>b.test</dialog><div id="p" popover>c.test</div>');
  stage = setUp();
  const dialog = document.querySelector('dialog');
  await expectLit(texts('a.test'));
  dialog?.showModal();
  await expectLit(texts('b.test'));
  expect(stage.overlay.host.stage.matches(':popover-open')).toBe(true);
  dialog?.close();
  await expectLit(texts('a.test'));
  expect(stage.overlay.host.stage.matches(':popover-open')).toBe(false);
  find('#p').showPopover();
  await vi.waitFor(() =>
    expect(stage?.boxes().some(({ rect }) => isNear(rect, findText('c.test')[0] as Rect))).toBe(true),
  );
});

test('counts what it does not draw: turned text, more than the cap', async () => {
  setBody(`<p style="transform:rotate(30deg);width:80px">a.test</p>`);
  stage = setUp();
  await vi.waitFor(() => expect(stage?.overlay.coverage.turned).toBe(1));
  setBody(
    `<p style="font-size:4px;line-height:5px">${Array.from({ length: 450 }, (_, index) => `h${index}.test`).join(' ')}</p>`,
  );
  await vi.waitFor(() => expect(stage?.overlay.coverage['over-cap']).toBe(50));
  expect(stage.boxes().length).toBeGreaterThanOrEqual(400);
});

test.each([
  ['one text', '\n'],
  ['a text each', '<br>'],
])(
  'of thousands of candidates in %s, those in view are asked for their places, and no others',
  async (_, separator) => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `GET host${index}.test 200`);
    setBody(`<pre style="margin:0;line-height:20px">${lines.join(separator)}</pre>`);
    stage = setUp();
    await expectLit(() => findText('host0.test').flatMap((first) => inView(first, 0)));
    const asked = new Set<string>();
    const { getClientRects } = Range.prototype;
    const spy = vi.spyOn(Range.prototype, 'getClientRects').mockImplementation(function (this: Range) {
      asked.add(this.toString());
      return getClientRects.call(this);
    });
    window.scrollTo(0, 2_500 * 20);
    await vi.waitFor(() => expect(asked.has('host2500.test')).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    spy.mockRestore();
    await expectLit(() => findText('host2500.test').flatMap((first) => inView(first, 2_500)));
    // The screen before is measured once more on the way.
    expect(asked.size).toBeLessThan(4 * Math.ceil(innerHeight / 20) + 40);
  },
);

/** Where the lines in view are, of which `first` is the highest and the one of this number. */
function inView(first: Rect, number: number): Rect[] {
  const count = Math.ceil((innerHeight - first.top) / 20);
  return Array.from({ length: count }, (_, index) => {
    const [rect = first] = findText(`host${number + index}.test`);
    return { ...rect, bottom: Math.min(rect.bottom, innerHeight) };
  });
}

test('draws the rest when it is asked for, matched or not', async () => {
  setBody(
    `<p style="font-size:4px;line-height:5px">${Array.from({ length: 450 }, (_, index) => `h${index}.test`).join(' ')}</p>`,
  );
  stage = setUp((placed) => (placed.key.startsWith('domain:h1') ? 'match' : 'none'));
  await vi.waitFor(() => expect(stage?.overlay.coverage['over-cap']).toBe(50));
  stage.overlay.showRest();
  await vi.waitFor(() => expect(stage?.overlay.coverage['over-cap']).toBe(0));
  expect(stage.boxes().length).toBeGreaterThanOrEqual(450);
});

test('is put back when the page removes it, and gives up quietly', async () => {
  setBody('<p>a.test</p>');
  stage = setUp();
  await expectLit(texts('a.test'));
  const { host } = stage.overlay.host;
  for (let count = 0; count < 5; count++) {
    host.remove();
    await vi.waitFor(() => expect(host.isConnected).toBe(true));
  }
  host.remove();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(host.isConnected).toBe(false);
});

test('is gone at once when it is switched off', async () => {
  setBody('<p>a.test</p>');
  const before = document.documentElement.outerHTML.length;
  stage = setUp();
  await expectLit(texts('a.test'));
  stage.stop.abort();
  expect(stage.overlay.host.host.isConnected).toBe(false);
  expect(document.documentElement.outerHTML.length).toBe(before);
});

test('a canvas that the page puts the overlay into shows nothing of it', async () => {
  setBody('<p>see a.test</p><canvas><div></div></canvas>');
  stage = setUp();
  await expectLit(texts('a.test'));
  const { host } = stage.overlay.host;
  expect(host.checkVisibility()).toBe(true);
  find('canvas div').append(host);
  expect(getComputedStyle(host).display).toBe('none');
});
