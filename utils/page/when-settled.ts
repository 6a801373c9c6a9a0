import { listen, readyStateOf } from './dom.ts';
import type { Pace } from './pace.ts';

/** A page that never loads through, nor leaves any time to spare, is read this long after it is parsed. */
const IDLE_CAP_MS = 500;

/** Resolves when the document is parsed: until then its root element may be replaced (XML in Chromium). */
function whenParsed(document: Document, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(look);
    const finish = () => {
      observer.disconnect();
      resolve();
    };
    function look(): void {
      if (readyStateOf(document) !== 'loading') finish();
      else listen(document, 'DOMContentLoaded', finish, { once: true, signal });
    }
    // `document.open()` drops the listener; the new root element tells.
    observer.observe(document, { childList: true });
    signal.addEventListener('abort', () => observer.disconnect(), { once: true });
    look();
  });
}

/**
 * Resolves when the document is parsed and the page does not need the time for itself: at its load event, or when it is
 * idle before. Never after the signal.
 */
export async function whenSettled(document: Document, pace: Pace, signal: AbortSignal): Promise<void> {
  await whenParsed(document, signal);
  if (readyStateOf(document) === 'complete') return;
  await new Promise<void>((resolve) => {
    pace.whenIdle(resolve, IDLE_CAP_MS, signal);
    addEventListener('load', () => resolve(), { once: true, signal });
  });
}
