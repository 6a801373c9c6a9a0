import type { LayoutPage } from './layout-page.ts';

const TALL = '<div style="height:2000px"></div>';
const WORDS = 'some words '.repeat(12);

/** Runs in the page. Self-contained: only its source text gets there. */
const scrollBox = () => document.querySelector('#box')?.scrollTo(0, 33);
const moveFirst = () =>
  document
    .querySelector('#first')
    ?.before(Object.assign(document.createElement('p'), { textContent: 'more' }));

/** What controls and images may be called, so that they stand in front of what their form or document has itself. */
const name = (tag: string, names: string) =>
  names
    .split(' ')
    .map((each) => `<${tag} name="${each}" hidden>`)
    .join('');

/** Text in the flow, and what moves, cuts off or scrolls it. */
const FLOW: readonly LayoutPage[] = [
  {
    name: 'lines of text, one indicator broken over several',
    html: `<p id="first">see {0}, {1}.</p><p style="width:90px;word-break:break-all">so {2} or {3}</p>
      <p style="columns:2;width:500px">${WORDS} {4} ${WORDS} {5}</p>`,
    steps: { 'text above grows': moveFirst },
  },
  {
    name: 'right-to-left and vertical text',
    html: `<p id="first" dir="rtl">\u05e9\u05dc\u05d5\u05dd {0} \u05e2\u05d5\u05dc\u05dd {1}</p>
      <p dir="rtl" style="width:240px">\u05e9\u05dc\u05d5\u05dd {2} \u05e9\u05dc\u05d5\u05dd {3} \u05e9\u05dc\u05d5\u05dd</p>
      <p style="writing-mode:vertical-rl;height:300px">see {4}</p>`,
    steps: { 'text above grows': moveFirst },
  },
  {
    name: 'a scroller in a scroller, cut off on both axes',
    html: `<div id="box" style="width:300px;height:120px;overflow:auto;white-space:nowrap">
      <p>{0}</p><div style="width:200px;height:60px;overflow:hidden"><p style="margin-left:120px">{1}</p>{2}</div>
      <p style="margin-left:250px">{3}</p>${TALL}</div><p id="first">{4}</p>`,
    steps: { 'the scroller scrolls': scrollBox, 'text above grows': moveFirst },
  },
  {
    name: 'sticky and fixed text, and what scrolls under it',
    html: `<div class="cover" style="position:sticky;top:0;height:40px">head {0}</div>
      ${Array.from({ length: 12 }, (_, n) => `<p>row {${(n % 6) + 1}}</p>`).join('')}
      <div class="cover" style="position:fixed;right:0;bottom:0;width:300px;height:50px">foot {7}</div>${TALL}`,
    steps: { 'scrolled on': () => scrollTo(0, 111) },
  },
  {
    name: 'tables, grids and flex boxes',
    html: `<table><tr><td>{0}</td><td style="padding-left:30px">{1}</td></tr><tr><td>{2}</td></tr></table>
      <div style="display:grid;grid-template-columns:repeat(3,1fr)"><b>{3}</b><b>{4}</b></div>
      <div id="first" style="display:flex;justify-content:space-between"><a href="#x">{5}</a><a href="#y">{6}</a></div>`,
    steps: { 'text above grows': moveFirst },
  },
  {
    name: 'positioned, scaled, zoomed and moved boxes',
    html: `<div style="position:absolute;left:300px;top:200px">{0}</div>
      <div style="transform:translate(33px,7px) scale(1.4);transform-origin:0 0">{1}</div><br>
      <div style="zoom:1.5">{2}</div><div style="position:relative;left:77px;top:5px">{3}</div>
      <div style="transform:translateZ(0);height:60px"><div style="position:fixed;left:200px;top:20px">{4}</div></div>
      <p id="first">{5}</p>`,
    steps: { 'text above grows': moveFirst },
  },
];

/** What comes, goes and changes. */
const CHANGES: readonly LayoutPage[] = [
  {
    name: 'details, hidden tabs and toggles',
    html: `<details><summary>more</summary>{0}</details><div id="tab" hidden>{1}</div><p>{2}</p>
      <p id="class" style="visibility:hidden">{3}</p>`,
    steps: {
      opened: () => {
        document.querySelector('details')?.setAttribute('open', '');
        document.querySelector('#tab')?.removeAttribute('hidden');
        document.querySelector('#class')?.removeAttribute('style');
      },
      'closed again': () => document.querySelector('details')?.removeAttribute('open'),
    },
  },
  {
    name: 'transitions and animations',
    html: `<style>#mover { transition: transform .3s } @keyframes grow { from { height: 0 } to { height: 90px } }
      .growing { animation: grow .3s forwards }</style><div id="grower"></div><p id="mover">{0}</p><p>{1}</p>`,
    steps: {
      moved: () => {
        const mover = document.querySelector<HTMLElement>('#mover');
        if (mover !== null) mover.style.transform = 'translate(150px,30px)';
      },
      grown: () => {
        const grower = document.querySelector('#grower');
        if (grower !== null) grower.className = 'growing';
      },
    },
  },
  {
    name: 'late, replaced and removed text',
    html: '<p id="first">{0}</p><p id="second">{1}</p>',
    steps: {
      'comes late': () => {
        const late = document.createElement('p');
        late.innerHTML = 'then <i>h2.layout-hunt.test</i>';
        document.querySelector('#first')?.before(late);
      },
      'is replaced': () => {
        const mark = document.querySelector('#first i');
        if (mark !== null) mark.textContent = 'h3.layout-hunt.test';
      },
      'is removed': () => document.querySelector('#second')?.remove(),
    },
  },
  {
    name: 'a virtual list that reuses its rows',
    html: `<div id="box" style="height:160px;overflow:auto;position:relative"><div style="height:2000px"></div>
      ${Array.from({ length: 6 }, (_, n) => `<div class="row" style="position:absolute;left:0;top:${n * 30}px">row {${n}}</div>`).join('')}</div>`,
    steps: {
      'scrolled, rows reused': () => {
        const box = document.querySelector<HTMLElement>('#box');
        for (const [n, row] of [...document.querySelectorAll<HTMLElement>('.row')].entries()) {
          row.style.top = `${n * 30 + 600}px`;
          const mark = row.querySelector('i');
          if (mark !== null) mark.textContent = `h${(n + 2) % 8}.layout-hunt.test`;
        }
        if (box !== null) box.scrollTop = 595;
      },
    },
  },
  {
    name: 'content-visibility and text far below',
    html: `${Array.from({ length: 8 }, (_, n) => `<section style="content-visibility:auto;contain-intrinsic-size:300px;height:300px">part {${n}}</section>`).join('')}`,
    steps: { 'scrolled on': () => scrollTo(0, 905), 'and back': () => scrollTo(0, 420) },
  },
];

/** Other trees, and what lies over everything. */
const TREES: readonly LayoutPage[] = [
  {
    name: 'shadow roots: open, closed, nested, slotted, late',
    html: `<p>{0}</p><div id="open"><b>{1}</b></div><div id="closed"></div>
      <script>
        const open = document.querySelector('#open').attachShadow({ mode: 'open' });
        open.innerHTML = '{mark}<p>in {2} and <slot></slot></p><div></div>';
        const inner = open.querySelector('div').attachShadow({ mode: 'open' });
        inner.innerHTML = '{mark}<p style="padding-left:40px">inner {3}</p>';
        document.querySelector('#closed').attachShadow({ mode: 'closed' }).innerHTML = '{mark}<p>closed {4}</p>';
      </script>`,
    steps: {
      'one more comes': () => {
        const late = document.createElement('div');
        late.attachShadow({ mode: 'open' }).innerHTML =
          '<style>i{font-style:normal;background:var(--mark)}</style><p>late <i>h5.layout-hunt.test</i></p>';
        document.body.prepend(late);
      },
    },
  },
  {
    // In Chromium one of the page's own origin is not drawn in (utils/highlight/canvas-reach.ts).
    name: 'frames of another origin, scrolled on their own',
    html: `<p>{0}</p><iframe sandbox="allow-scripts" style="border:0;width:400px;height:100px" srcdoc="<body style='margin:0;font:16px/24px sans-serif;color:#fff;background:#fff'>
      {mark}<p>{1}</p><p>{2}</p><p>{3}</p><div style='height:900px'></div><script>
      onmessage = ({ data }) => scrollTo(0, data);
      if (new URL(document.baseURI).hostname === '127.0.0.1') document.documentElement.style.setProperty('--mark', '#000')</script>"></iframe>`,
    steps: {
      'the frame scrolls': () => document.querySelector('iframe')?.contentWindow?.postMessage(37, '*'),
    },
  },
  {
    name: 'a form and a document whose names stand in front of the DOM’s own',
    html: `<form><p id="first">{0}</p>{1} <div><b>{2}</b></div><div hidden>${name('input', 'parentNode parentElement nextSibling previousSibling firstChild lastChild textContent localName contains matches closest children getRootNode assignedSlot querySelectorAll getBoundingClientRect checkVisibility isConnected')}</div></form>
      <p>{3}</p>${name('img', 'createTreeWalker createRange elementFromPoint getElementsByTagNameNS')}`,
    steps: {
      'text above grows': () => {
        const form = document.querySelector('form');
        if (form !== null) form.style.marginTop = '40px';
      },
    },
  },
  {
    name: 'a modal dialog over the page',
    html: `<p>{0}</p><p>{1}</p><p style="margin-top:200px">{2}</p>
      <dialog style="width:400px;height:200px;position:fixed;top:40px;margin:0 auto;padding:20px">in it {3}</dialog>`,
    steps: {
      opens: () => document.querySelector('dialog')?.showModal(),
      closes: () => document.querySelector('dialog')?.close(),
    },
  },
  {
    name: 'a popover over part of a line',
    html: `<p>{0} and then {1} and {2}</p><p>{3}</p>
      <div popover="manual" style="position:fixed;inset:auto;left:120px;top:10px;width:200px;height:50px;padding:10px">pop {4}</div>`,
    steps: {
      opens: () => document.querySelector<HTMLElement>('[popover]')?.showPopover(),
      closes: () => document.querySelector<HTMLElement>('[popover]')?.hidePopover(),
    },
  },
  {
    name: 'a root element that is zoomed, scaled and moved',
    html: `<p>{0}</p><p style="position:fixed;top:90px;left:40px">{1}</p><p>{2}</p>${TALL}`,
    steps: {
      zoomed: () => document.documentElement.style.setProperty('zoom', '1.3'),
      'scaled and scrolled': () => {
        document.documentElement.style.cssText = 'transform:scale(.8);transform-origin:20px 30px';
        scrollTo(0, 21);
      },
      moved: () => {
        document.documentElement.style.cssText = 'position:relative;left:40px;top:25px;margin:15px';
      },
    },
  },
];

export const LAYOUT_PAGES: readonly LayoutPage[] = [...FLOW, ...CHANGES, ...TREES];
