import type { Probe } from '../support/probe.ts';

export const serialisation: Probe = {
  number: 2,
  name: 'serialisation, node counts, computed styles, geometry',
  browsers: ['chromium', 'firefox'],
  page: () => () => {
    const all = [...document.querySelectorAll('*')];
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    let nodes = 0;
    while (walker.nextNode() !== null) nodes++;
    const range = document.createRange();
    const describe = (element: Element) => {
      range.selectNodeContents(element);
      const style = getComputedStyle(element);
      return {
        id: element.id,
        children: element.childNodes.length,
        text: element.textContent,
        style: [...style].map((name) => style.getPropertyValue(name)).join(';'),
        rects: [...range.getClientRects()].map(({ x, y, width, height }) => [x, y, width, height]),
      };
    };
    const html = document.documentElement as HTMLElement & {
      getHTML?(options: object): string;
    };
    return {
      outer: html.outerHTML,
      xml: new XMLSerializer().serializeToString(document),
      withShadows: html.getHTML?.({ serializableShadowRoots: true, shadowRoots: [] }),
      inner: document.body.innerText,
      nodes,
      elements: all.map((element) => element.localName).join(),
      roots: all.filter((element) => element.shadowRoot !== null).length,
      sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
      animations: document.getAnimations().length,
      scroll: [html.scrollWidth, html.scrollHeight, document.body.scrollWidth, document.body.scrollHeight],
      globals: Object.getOwnPropertyNames(window).length,
      indicators: [...document.querySelectorAll('[id^="ioc-"]')].map(describe),
    };
  },
};
