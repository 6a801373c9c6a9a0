import type { Probe } from '../support/probe.ts';

interface Entry extends PerformanceEntry {
  readonly size?: number;
  readonly value?: number;
  readonly url?: string;
  readonly element?: Element | null;
}

/** Layout shifts, and every other entry by which a browser tells a page what was painted. */
export const performanceEntries: Probe = {
  number: 7,
  name: 'layout-shift and paint entries, an inner scroller scrolled',
  browsers: ['chromium', 'firefox'],
  likeWithout: true,
  // Small text only: anything that the card paints would be the largest there is.
  markup: (indicators) =>
    `<div id="scroller" style="position:absolute;left:12px;top:8px;width:600px;height:200px;overflow:auto">
      ${indicators.map((text) => `<p style="font-size:5px;line-height:12px;margin:0">${text}</p>`).join('')}
      <p style="height:400px"></p></div>
    <div id="ioc-0" style="left:640px;top:10px;font-size:6px;line-height:9px">${indicators[0]}</div>`,
  page: () => {
    const entries: unknown[] = [];
    document.documentElement.setAttribute('containertiming', 'root');
    const watch = (types: readonly string[]) => {
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as Entry[]) {
          const { entryType, name, size, value, url, element } = entry;
          entries.push(JSON.stringify({ entryType, name, size, value, url, element: element?.id ?? 'none' }));
        }
      });
      for (const type of types) observer.observe({ type });
    };
    // Slow frames and events say how busy the machine is; the timing probe (17) measures that, with statistics.
    const noise = ['event', 'first-input', 'longtask', 'long-animation-frame', 'navigation', 'resource'];
    const types = PerformanceObserver.supportedEntryTypes.filter((type) => !noise.includes(type));
    watch(types.filter((type) => type === 'layout-shift'));
    // What is painted from the first hover on. Before, the page's own text comes in as many pieces as the machine makes.
    addEventListener('pointerover', () => watch(types.filter((type) => type !== 'layout-shift')), {
      once: true,
    });
    const mounting = new MutationObserver(() => {
      const host = document.documentElement.lastElementChild;
      if (host !== document.body && host?.hasAttribute('elementtiming') === false)
        host.setAttribute('elementtiming', 'host');
    });
    document.addEventListener('DOMContentLoaded', () => {
      mounting.observe(document.documentElement, { childList: true });
      const scroller = document.querySelector('#scroller') as HTMLElement;
      for (const [step, top] of [40, 90, 10, 160, 0].entries()) {
        setTimeout(
          () => {
            scroller.scrollTop = top;
          },
          300 + step * 60,
        );
      }
    });
    return () => {
      mounting.disconnect();
      return entries.toSorted();
    };
  },
  act: async (hand) => {
    await hand.rest(700);
    await hand.moveTo(0);
    await hand.rest(700);
  },
};
