/**
 * Runs our measuring in the next frame, after the page's own scripts, style and layout: reading geometry then costs no
 * layout of its own, and what the page moves in its animation frames is measured where it ends up. A ResizeObserver is
 * what the platform calls at that moment; observing an element anew always makes it call (Resize Observer, section 3.1).
 */
export interface AfterLayout {
  /** Once in the next frame, however often it is asked for. */
  ask(): void;
}

/** `prepare`, in the frame and before layout, says whether to go on; `probe` must then be in the document. */
export function createAfterLayout(
  view: Window,
  probe: Element,
  prepare: () => boolean,
  run: () => void,
  signal: AbortSignal,
): AfterLayout {
  let isAsked = false;
  const observer = new ResizeObserver(() => {
    observer.disconnect();
    run();
  });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  return {
    ask() {
      if (isAsked || signal.aborted) return;
      isAsked = true;
      view.requestAnimationFrame(() => {
        isAsked = false;
        if (!signal.aborted && prepare()) observer.observe(probe);
      });
    },
  };
}
