import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Whether nothing has the focus: a screen reader is then at the page's beginning, and no letter reaches a list. */
export const isFocusLost = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** How many roots within the one that is asked have been told of an event already. */
const told = new WeakMap<Event, number>();

/**
 * Ref for an element in which buttons go with what they did ("Save" with the draft). Where one takes the focus with it,
 * what `findRest` finds gets it, unless something else took it: of elements inside one another the innermost that is
 * still there is asked first. `area` is the section in which it was lost, where that is still there.
 */
export function useKeptFocus<Root extends HTMLElement>(
  findRest: (root: Root, area: Element | undefined) => HTMLElement | null | undefined,
): RefObject<Root | null> {
  const ref = useRef<Root>(null);
  const find = useRef(findRest);
  find.current = findRest;
  useEffect(() => {
    const root = ref.current;
    if (root === null) return;
    let last:
      | { readonly element: Element; readonly area: Element | null; readonly inside: number }
      | undefined;
    const onFocus = (event: FocusEvent) => {
      const { target: element } = event;
      const inside = told.get(event) ?? 0;
      told.set(event, inside + 1);
      if (element instanceof Element)
        last = { element, area: element.closest('section[aria-labelledby]'), inside };
    };
    const rest = (area: Element | null) => {
      if (isFocusLost() && root.isConnected)
        find.current(root, area?.isConnected ? area : undefined)?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(() => {
      if (last === undefined || last.element.isConnected) return;
      const { area, inside } = last;
      last = undefined;
      // After whoever moves the focus by themselves, be it in the next frame, and after the roots within this one.
      afterFrames(inside + 1, () => rest(area));
    });
    root.addEventListener('focusin', onFocus);
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      root.removeEventListener('focusin', onFocus);
      observer.disconnect();
    };
  }, []);
  return ref;
}

function afterFrames(count: number, then: () => void): void {
  requestAnimationFrame(() => (count > 1 ? afterFrames(count - 1, then) : then()));
}
