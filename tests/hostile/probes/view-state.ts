import type { Probe } from '../support/probe.ts';

/** A panel that opened for matches only would resize the page, take its focus or scroll it. */
export const viewState: Probe = {
  number: 22,
  name: 'viewport, scroll and focus after hover, modifier click and Escape',
  browsers: ['chromium', 'firefox'],
  markup: (indicators) =>
    `${indicators
      .map(
        (text, n) =>
          `<div id="ioc-${n}" style="left:${(n % 2) * 640 + 12}px;top:${Math.floor(n / 2) * 34 + 8}px">${text}</div>`,
      )
      .join('\n')}<p style="height:3000px"></p>`,
  page: () => {
    const log: string[] = [];
    const read = () =>
      [
        ...[
          innerWidth,
          innerHeight,
          outerWidth,
          scrollX,
          scrollY,
          visualViewport?.height,
          visualViewport?.scale,
        ],
        ...[
          document.activeElement?.localName,
          getSelection()?.toString().length,
          history.length,
          location.hash,
        ],
        devicePixelRatio,
      ].join(' ');
    for (const type of [
      'resize',
      'scroll',
      'focus',
      'blur',
      'visibilitychange',
      'pagehide',
      'hashchange',
      'fullscreenchange',
    ])
      for (const target of [window, document])
        target.addEventListener(type, () => log.push(`${type} ${document.visibilityState} ${read()}`));
    return () => ({ log, last: read() });
  },
  act: async (hand) => {
    await hand.moveTo(0);
    await hand.rest(450);
    await hand.press('Escape');
    await hand.moveTo(7);
    await hand.rest(450);
    await hand.moveTo(0);
    await hand.click('Alt');
    await hand.rest(600);
    await hand.toFront();
    await hand.rest(300);
  },
};
