import type { Probe } from '../support/probe.ts';

const place = (n: number, top: number, text: string) =>
  `<div id="ioc-${n}" style="left:12px;top:${top}px">${text}</div>`;

/** Over a dialog or a popover the overlay becomes a popover itself: for what stands there, whatever it matches. */
export const topLayer: Probe = {
  number: 26,
  name: 'indicators in a modal dialog and a popover',
  browsers: ['chromium', 'firefox'],
  markup: (indicators) =>
    `<dialog id="dialog" style="width:600px;height:330px;margin:0;padding:8px">
      ${indicators
        .slice(0, 12)
        .map((text, n) => place(n, n * 26 + 10, text))
        .join('')}</dialog>
    <div id="popover" popover="manual" style="left:640px;top:0;margin:0;width:560px;height:330px">
      ${indicators
        .slice(12, 24)
        .map((text, n) => place(n + 12, n * 26 + 10, text))
        .join('')}</div>
    ${indicators
      .slice(24)
      .map((text, n) => place(n + 24, 380 + n * 20, text))
      .join('')}
    <script>document.querySelector('#dialog').showModal(); document.querySelector('#popover').showPopover()</script>`,
  page: () => {
    const log: string[] = [];
    const types =
      'toggle beforetoggle close cancel command focus blur focusin focusout transitionrun slotchange';
    for (const type of types.split(' ')) {
      const listen = ({ target }: Event) => log.push(`${type} ${(target as Element).id}`);
      addEventListener(type, listen, true);
    }
    const describe = (elements: Iterable<Element>) =>
      [...elements].map(({ localName, id }) => localName + id).join();
    return () => ({
      log,
      onTop: describe(document.querySelectorAll(':popover-open, :modal')),
      active: document.activeElement?.id,
      host: document.documentElement.lastElementChild?.getAttributeNames(),
      under: [20, 110, 390, 600].map((y) =>
        [40, 300, 700, 1000].map((x) => describe(document.elementsFromPoint(x, y))),
      ),
    });
  },
  act: async (hand) => {
    await hand.rest(700);
    await hand.moveTo(0);
    await hand.rest(500);
    await hand.moveTo(14);
    await hand.rest(500);
  },
};
