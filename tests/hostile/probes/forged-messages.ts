import type { Probe } from '../support/probe.ts';

/**
 * The page listens for anything that reaches its world, and forges all that a content script could listen for: input,
 * messages, the events of WXT's own content-script context. Then it adds an indicator: is the script still at work?
 */
export const forgedMessages: Probe = {
  number: 13,
  name: 'forged input, messages, events, channels',
  browsers: ['chromium', 'firefox'],
  // Beyond the cap, what is added has no box, whether the script is at work or not.
  layout: { cap: false },
  page: ({ extensionOrigin }) => {
    const heard: string[] = [];
    const id = new URL(extensionOrigin).host;
    const hear = (event: Event) => {
      if (event.isTrusted && event.type !== 'message') return;
      const { data, detail } = event as unknown as { data?: unknown; detail?: unknown };
      const isForged = (of: unknown) => (of as { forged?: boolean } | null | undefined)?.forged === true;
      if (isForged(data) || isForged(detail)) return;
      heard.push(`${event.type} ${JSON.stringify(data ?? detail ?? null)}`);
    };
    const dispatch = EventTarget.prototype.dispatchEvent;
    let isForging = false;
    EventTarget.prototype.dispatchEvent = function (event) {
      if (!isForging) heard.push(`dispatched ${event.type}`);
      return dispatch.call(this, event);
    };
    // WXT names its events after the extension's id and the script's name.
    const names = [
      'wxt:content-script-started',
      'wxt:locationchange',
      'wxt:invalidated',
      'in-page',
      'content',
    ]
      .flatMap((name) => [name, `${id}:${name}`, `${id}:in-page:${name}`])
      .concat(['archive-changed', 'retire', '__huntlightRetire', 'huntlight']);
    addEventListener('message', hear, true);
    for (const name of names) {
      addEventListener(name, hear, true);
      document.addEventListener(name, hear, true);
    }
    const channels = ['huntlight', 'desk', 'huntlight-desk', 'in-page'].map(
      (name) => new BroadcastChannel(name),
    );
    for (const channel of channels) channel.addEventListener('message', hear);

    function forge(): void {
      isForging = true;
      for (const name of names) {
        for (const target of [window, document, document.documentElement]) {
          const detail = { contentScriptName: 'in-page', messageId: 'forged', forged: true };
          target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
        }
        for (const contentScriptName of ['in-page', 'content', 'leaky']) {
          postMessage({ type: name, contentScriptName, messageId: 'x', forged: true }, '*');
        }
      }
      for (const type of ['retire', 'archive-changed', 'ask-matches', 'ask-glance', 'open-detail']) {
        postMessage({ type, keys: '', forged: true }, '*');
        for (const channel of channels) channel.postMessage({ type, forged: true });
      }
      const target = document.querySelector('#ioc-0') ?? document.body;
      const { left, top } = target.getBoundingClientRect();
      const at = { bubbles: true, composed: true, clientX: left + 30, clientY: top + 6, altKey: true };
      for (const type of ['pointerover', 'pointermove', 'mousemove', 'pointerdown', 'pointerup'])
        target.dispatchEvent(new PointerEvent(type, at));
      target.dispatchEvent(new MouseEvent('click', at));
      target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, altKey: true }));
      isForging = false;
    }

    /** Chromium tells whether anything lies over an element, as of now or, with a limit, within it; elsewhere `undefined`. */
    const watchCover = (element: Element) => {
      if (!('trackVisibility' in IntersectionObserver.prototype)) return async () => undefined;
      let last: boolean | undefined;
      const options = { trackVisibility: true, delay: 100 } as IntersectionObserverInit;
      const observer = new IntersectionObserver((entries) => {
        for (const entry of entries) last = (entry as { isVisible?: boolean }).isVisible !== true;
      }, options);
      observer.observe(element);
      return async (limitMs = 0) => {
        const end = performance.now() + limitMs;
        while (last !== true && performance.now() < end) await rest(50);
        return last;
      };
    };
    const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

    return async () => {
      forge();
      const gap = document.createElement('div');
      gap.style.cssText = 'position:absolute;left:1200px;top:690px;width:20px;height:10px;background:#eee';
      const late = document.createElement('div');
      late.style.cssText = 'position:absolute;left:700px;top:690px;font-size:10px';
      late.textContent = '5f'.repeat(32);
      document.body.append(gap, late);
      const [isGapCovered, isLateCovered] = [watchCover(gap), watchCover(late)];
      await rest(900);
      const lateCovered = await isLateCovered(10_000);
      const cardUp = await isGapCovered();
      const globals = Object.getOwnPropertyNames(window).filter((name) => /huntlight|wxt/i.test(name));
      return { heard, cardUp, lateCovered, hidden: document.hidden, globals };
    };
  },
  findFaults: ({ heard, cardUp, lateCovered, globals }: ForgedRecord) => [
    ...heard.map((each) => `the page hears ${each}`),
    ...globals.map((name) => `the page sees ${name}`),
    ...(cardUp === true ? ['a forged hover brought the card up'] : []),
    ...(lateCovered === false ? ['a forged message switched the script off'] : []),
  ],
};

interface ForgedRecord {
  readonly heard: string[];
  readonly cardUp?: boolean;
  readonly lateCovered?: boolean;
  readonly globals: string[];
}
