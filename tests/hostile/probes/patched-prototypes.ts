import type { Probe } from '../support/probe.ts';

/** Every function that script of the page could be reached through is replaced by one that tells. */
export const patchedPrototypes: Probe = {
  number: 9,
  name: 'patched prototypes and globals are never called',
  browsers: ['chromium', 'firefox'],
  likeWithout: true,
  page: () => {
    const calls: string[] = [];
    let isReading = false;
    const { apply, defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
    const push = (name: string) => {
      if (!isReading) calls[calls.length] = name;
    };
    const wrap = (name: string, original: (...given: unknown[]) => unknown) =>
      function wrapped(this: unknown, ...given: unknown[]): unknown {
        push(name);
        return new.target === undefined
          ? apply(original, this, given)
          : Reflect.construct(original, given, new.target);
      };
    const patch = (owner: object, ownerName: string) => {
      for (const key of ownKeys(owner)) {
        if (key === 'constructor' || typeof key === 'symbol') continue;
        const found = getOwnPropertyDescriptor(owner, key);
        if (found?.configurable !== true) continue;
        const name = `${ownerName}.${key}`;
        const { value, get, set } = found;
        if (typeof value === 'function') defineProperty(owner, key, { ...found, value: wrap(name, value) });
        else if (get !== undefined) {
          const wrappedSet = set === undefined ? {} : { set: wrap(`set ${name}`, set) };
          defineProperty(owner, key, { ...found, get: wrap(`get ${name}`, get), ...wrappedSet });
        }
      }
    };
    const interfaces =
      `EventTarget Node Element HTMLElement HTMLDivElement Document DocumentFragment ShadowRoot Text
      CharacterData Range Selection NodeList HTMLCollection TreeWalker NodeIterator MutationObserver MutationRecord
      IntersectionObserver ResizeObserver CSSStyleSheet CSSStyleDeclaration StyleSheetList DOMTokenList DOMRect
      DOMRectReadOnly DOMRectList Event MouseEvent PointerEvent KeyboardEvent UIEvent MessageEvent CustomEvent
      AbortController AbortSignal Performance Scheduler IdleDeadline History Location Navigator Storage
      IDBFactory CacheStorage BroadcastChannel MessagePort XMLHttpRequest WebSocket Map Set WeakMap WeakSet Promise
      Array String RegExp Function Number URL URLSearchParams TextEncoder CustomElementRegistry`.split(/\s+/);
    const functions = `setTimeout clearTimeout setInterval requestAnimationFrame cancelAnimationFrame
        requestIdleCallback getComputedStyle queueMicrotask fetch postMessage matchMedia getSelection
        structuredClone IntersectionObserver MutationObserver ResizeObserver CSSStyleSheet AbortController
        DOMParser XMLHttpRequest Worker BroadcastChannel`.split(/\s+/);
    // The parser may rest between the scripts of a long page: after the harness' own last one.
    addEventListener('DOMContentLoaded', () => {
      const view = window as unknown as Record<string, { prototype?: object } | undefined>;
      const restore = interfaces.map((name) => [view[name]?.prototype, name] as const);
      for (const [prototype, name] of restore) if (prototype !== undefined) patch(prototype, name);
      for (const [owner, name] of [
        [JSON, 'JSON'],
        [Object, 'Object'],
        [customElements, 'customElements'],
        [history, 'history'],
        [Promise, 'Promise'],
        [URL, 'URL'],
        [performance, 'performance'],
      ] as const)
        patch(owner, name);
      for (const name of functions) {
        const value = view[name];
        if (typeof value === 'function') view[name] = wrap(name, value) as never;
      }
    });
    return () => {
      isReading = true;
      return calls.filter((name) => !/^(?:get )?(?:Event|KeyboardEvent|UIEvent)\./.test(name));
    };
  },
  act: async (hand) => {
    await hand.moveTo(0);
    await hand.rest(500);
    await hand.moveAway();
    await hand.rest(400);
  },
  findFaults: (calls: string[]) => calls.map((name) => `the page's own ${name} was called`),
};
