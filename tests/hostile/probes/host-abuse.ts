import type { Probe } from '../support/probe.ts';

/** The page finds the one element the overlay adds, and does its worst. */
export const hostAbuse: Probe = {
  number: 11,
  name: 'the host restyled, moved, removed, cloned, opened',
  browsers: ['chromium', 'firefox'],
  mayLosePaint: true,
  page: () => {
    const log: unknown[] = [];
    const findHost = () =>
      [...document.querySelectorAll('div')].find((each) => each.attributes.length === 0 && each.id === '');
    const measure = (host: HTMLElement) => {
      const { x, y, width, height } = host.getBoundingClientRect();
      const style = getComputedStyle(host);
      return [
        ...[x, y, width, height, host.offsetWidth, host.clientHeight],
        ...[style.display, style.position, style.opacity, style.zIndex, style.pointerEvents, style.transform],
        host.parentElement?.localName,
      ];
    };
    /**
     * Firefox counts the boxes in the host's scroll size in one load and not in the next, by the order in which it came to
     * lay them out. It may tell where all candidates end, which the page knows; never where some do.
     */
    const tellsNoMore = ({ scrollWidth, scrollHeight }: HTMLElement) => {
      const rects = [...document.querySelectorAll('[id^="ioc-"]')].map((each) =>
        each.getBoundingClientRect(),
      );
      const [right, bottom] = [
        Math.max(...rects.map((rect) => rect.right)),
        Math.max(...rects.map((rect) => rect.bottom)),
      ];
      const isWhole = Math.abs(scrollWidth - right) <= 2 && Math.abs(scrollHeight - bottom) <= 2;
      return isWhole || (scrollWidth === 0 && scrollHeight === 0) || [scrollWidth, scrollHeight];
    };
    const attempt = (name: string, run: () => unknown) => {
      try {
        log.push([name, String(run())]);
      } catch (error) {
        log.push([name, `throws ${(error as Error).name}`]);
      }
    };
    const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

    async function abuse(host: HTMLElement): Promise<void> {
      // While boxes are still being drawn it tells where those end that are there, matched or not.
      for (let wait = 0; wait < 60 && tellsNoMore(host) !== true; wait++) await rest(50);
      log.push(['as found', measure(host), host.outerHTML, host.childNodes.length, tellsNoMore(host)]);
      attempt('shadowRoot', () => host.shadowRoot);
      attempt('attachShadow', () => host.attachShadow({ mode: 'open' }));
      attempt('attachInternals', () => host.attachInternals());
      attempt('clone', () => (host.cloneNode(true) as HTMLElement).outerHTML);
      attempt('animations', () => host.getAnimations({ subtree: true }).length);
      attempt('html', () =>
        (host as HTMLElement & { getHTML?(o: object): string }).getHTML?.({ serializableShadowRoots: true }),
      );
      attempt('parts', () => getComputedStyle(host, '::part(box)').backgroundColor);
      host.style.cssText = `all:unset!important;display:block!important;position:static!important;width:300px!important;
        height:auto!important;opacity:.5!important;overflow:auto!important;zoom:2!important;contain:none!important`;
      await rest(120);
      log.push(['restyled', measure(host)]);
      host.removeAttribute('style');
      const style = document.createElement('style');
      style.textContent = `html > div, div { display:inline-block!important; width:max-content!important; float:left!important;
        transition: all 5s!important; animation: none!important; columns: 3!important; position: relative!important }`;
      document.head.append(style);
      await rest(120);
      log.push(['by sheet', measure(host)]);
      style.remove();
      const scroller = document.createElement('section');
      scroller.style.cssText =
        'position:relative;width:50px;height:50px;overflow:auto;transform:translateZ(0)';
      document.body.append(scroller);
      scroller.append(host);
      // It is put back where it was.
      for (let wait = 0; wait < 60 && host.parentElement === scroller; wait++) await rest(50);
      log.push(['moved', measure(host), scroller.scrollWidth, scroller.scrollHeight]);
      // How often it comes back is looked at, not how soon: that is the browser's own business.
      for (let turn = 0; turn < 8; turn++) {
        findHost()?.remove();
        document.body.append(document.createTextNode(' .'));
        for (let wait = 0; wait < 60 && findHost() === undefined; wait++) await rest(50);
        const isBack = findHost() !== undefined;
        log.push(['removed', turn, isBack]);
        if (!isBack) break;
      }
    }

    return async () => {
      const host = findHost();
      if (host === undefined) log.push('no host');
      else await abuse(host);
      return log;
    };
  },
  findFaults: (log: unknown[]) =>
    log[0] === 'no host' ? ['the overlay was not found: nothing was tried'] : [],
};
