import type { Probe } from '../support/probe.ts';

export const pointerLog: Probe = {
  number: 8,
  name: 'pointer, mouse, key and focus events',
  browsers: ['chromium', 'firefox'],
  likeWithout: true,
  page: () => {
    const log: unknown[] = [];
    // Without `selectionchange`: it is a task of its own, and whether the next input overtakes it is up to the machine.
    const types =
      `pointerover pointerenter pointermove pointerdown pointerup pointercancel pointerout pointerleave
      mouseover mouseenter mousemove mousedown mouseup mouseout mouseleave click dblclick auxclick contextmenu wheel
      keydown keyup keypress focus blur focusin focusout selectstart dragstart beforeinput input copy
      gotpointercapture lostpointercapture touchstart touchend toggle beforetoggle`.split(/\s+/);
    const describe = (target: EventTarget | null) =>
      target instanceof Element ? target.localName + target.id : String(target);
    const listen = (event: Event) => {
      const { type, target, isTrusted, defaultPrevented, eventPhase } = event;
      const { clientX, clientY, relatedTarget, detail, altKey } = event as MouseEvent;
      const path = event.composedPath().map(describe).join('<');
      log.push([
        ...[
          type,
          describe(target),
          isTrusted,
          defaultPrevented,
          eventPhase,
          clientX,
          clientY,
          altKey,
          detail,
        ],
        ...[describe(relatedTarget), path],
      ]);
    };
    for (const type of types) {
      window.addEventListener(type, listen, true);
      window.addEventListener(type, listen);
    }
    return () => log;
  },
  act: async (hand) => {
    for (const n of [0, 1, 7, 2]) {
      await hand.moveTo(n);
      await hand.rest(450);
      await hand.click();
      await hand.rest(100);
    }
    await hand.moveTo(0);
    await hand.rest(450);
    await hand.press('Escape');
    await hand.moveAway();
    await hand.rest(400);
  },
};
