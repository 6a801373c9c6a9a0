import { createNested, PAGE_INDICATORS } from '../support/indicators.ts';
import type { Hand, PageContext, Probe } from '../support/probe.ts';

/**
 * IntersectionObserver v2 says whether anything is painted over a target, `pointer-events: none` or not. Watched: every
 * `[data-watch]` and indicator, and thin strips put around each `[data-strips]`.
 */
function watchOcclusion(_: PageContext): () => unknown {
  const visible = new Map<string, boolean>();
  const STRIPS = [
    ['above', 0, -3, 1, 2],
    ['below', 0, 1, 1, 2],
    ['under', 0, 3, 1, 4],
    ['left', -3, 0, 2, 1],
    ['right', 1, 0, 2, 1],
  ] as const;

  function addStrips(element: HTMLElement, observer: IntersectionObserver): void {
    const { left, top, width, height } = element.getBoundingClientRect();
    for (const [name, x, y, w, h] of STRIPS) {
      const strip = document.createElement('div');
      strip.dataset['watch'] = `${element.id} ${name}`;
      const edge = (at: number, from: number, size: number) => from + (at > 0 ? size + at - 1 : at);
      strip.style.cssText = `position:absolute;background:#eee;left:${edge(x, left, width)}px;top:${edge(y, top, height)}px;
        width:${w === 1 ? width : w}px;height:${h === 1 ? height : h}px`;
      document.body.append(strip);
      observer.observe(strip);
    }
  }

  document.addEventListener('DOMContentLoaded', () => {
    const options = { trackVisibility: true, delay: 100 } as IntersectionObserverInit;
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const target = entry.target as HTMLElement;
        visible.set(
          target.dataset['watch'] ?? target.id,
          (entry as { isVisible?: boolean }).isVisible === true,
        );
      }
    }, options);
    for (const element of document.querySelectorAll<HTMLElement>('[data-strips]'))
      addStrips(element, observer);
    for (const element of document.querySelectorAll('[data-watch], [id^="ioc-"]')) observer.observe(element);
  });
  // The last word on each target. How often it changed before depends on when its 100 ms samples fall.
  return () => Object.fromEntries([...visible].sort());
}

const base = { number: 4, browsers: ['chromium'], page: watchOcclusion } as const satisfies Partial<Probe>;

/** Rows far enough apart that nothing but the extension can cover the strips. */
const row = (n: number, text: string) =>
  `<div id="ioc-${n}" data-strips style="left:${(n % 2) * 640 + 12}px;top:${Math.floor(n / 2) * 34 + 10}px">${text}</div>`;

export const occlusion: Probe = {
  ...base,
  name: 'IntersectionObserver v2 on and around indicators',
  markup: (indicators) => indicators.map((text, n) => row(n, text)).join('\n'),
};

/** A box no higher than its own border would stick out below the text, and how far would depend on the border. */
export const occlusionTiny: Probe = {
  ...base,
  name: 'IntersectionObserver v2 around text of 1 to 4 px',
  markup: (indicators) =>
    indicators
      .map((text, n) => {
        const size = 1 + (Math.floor(n / 2) % 4);
        const style = `left:${(n % 2) * 640 + 12}px;top:${Math.floor(n / 2) * 34 + 10}px;font-size:${size}px;line-height:1`;
        return `<div id="ioc-${n}" data-strips style="${style}">${text}</div>`;
      })
      .join('\n'),
};

/** The same question under a page that holds more candidates than are drawn. */
export const cap: Probe = {
  ...base,
  number: 20,
  name: 'cap reached: which candidates have a box',
  layout: { cap: true },
};

const part = (text: string, watch: string) => `<span data-watch="${watch}">${text}</span>`;

/** Candidates in candidates: by turns only the outer one and only one of the inner ones is in the archive. */
export const nested: Probe = {
  ...base,
  number: 21,
  name: 'nested candidates, part by part',
  layout: { nested: true },
  markup: () =>
    Array.from({ length: PAGE_INDICATORS }, (_, n) => {
      const { url, host, hash } = createNested(n);
      const [scheme = '', rest = ''] = url.split(host);
      const [folder = '', end = ''] = rest.split(hash);
      const parts = [scheme, host, folder, hash, end].map((text, at) => part(text, `part ${n}.${at}`));
      return `<div id="ioc-${n}" style="left:${(n % 2) * 640 + 12}px;top:${Math.floor(n / 2) * 34 + 10}px">${parts.join('')}</div>`;
    }).join('\n'),
};

/** The user reads the card: the pointer goes onto its area and stays there. */
async function restOnCard(hand: Hand): Promise<void> {
  await hand.moveTo(0);
  await hand.rest(500);
  await hand.moveTo(0, { x: 60, y: 60 });
  await hand.rest(800);
}

export const occlusionCardArea: Probe = {
  ...base,
  name: 'IntersectionObserver v2 while the pointer rests where the card is',
  markup: occlusion.markup ?? (() => ''),
  act: restOnCard,
};

/** The page makes its root element the containing block of whatever is fixed, and low: a cover shrinks with it. */
export const occlusionShrunkCover: Probe = {
  ...base,
  name: 'IntersectionObserver v2 under a card whose cover the page has shrunk',
  markup: ([first]) =>
    `<style>html { transform: translateZ(0); height: 40px; }</style>
    <div id="ioc-0" style="left:12px;top:10px">${first}</div>
    ${Array.from({ length: 60 }, (_, n) => `<div data-watch="tile ${n}" style="position:absolute;background:#eee;left:${(n % 6) * 100 + 2}px;top:${Math.floor(n / 6) * 50 + 60}px;width:90px;height:40px"></div>`).join('')}`,
  act: async (hand) => {
    await hand.moveTo(0);
    await hand.rest(800);
  },
};
