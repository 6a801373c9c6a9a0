import type { PlacedCandidate } from '../page/placed-candidate.ts';
import { readClipChain } from './clip-chain.ts';
import { createPlaceReader } from './place-rects.ts';
import type { Rect } from './rect.ts';
import { findRow } from './spot.ts';

/**
 * Scrolls the page to the first place that is shown: false when there is none, as in a closed section, which stays closed.
 * The page sees it: only where the user has allowed it (docs/threat-model.md).
 */
export function scrollToPlace(document: Document, places: Iterable<PlacedCandidate>): boolean {
  const reader = createPlaceReader(document);
  const readLine = (placed: PlacedCandidate) => reader.read(placed)[0];
  try {
    for (const placed of places) {
      const row = findRow(placed);
      const chain = row === null ? undefined : readClipChain(row, new Map());
      if (row === null || chain === undefined || chain.isHidden || readLine(placed) === undefined) continue;
      // Scrolls every frame and scroller around it, yet to an element, which may be far longer than the screen.
      row.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      for (const { element: scroller } of chain.clips) {
        const line = readLine(placed);
        if (line !== undefined) scrollBy(scroller, line, scroller.getBoundingClientRect());
      }
      const line = readLine(placed);
      const viewport = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
      if (line !== undefined) scrollBy(window, line, viewport);
      return true;
    }
    return false;
  } finally {
    reader.release();
  }
}

/** Brings the line to the middle; sideways only when it is out of view, so that no page jumps for nothing. */
function scrollBy(scroller: Element | Window, line: Rect, area: Rect): void {
  const isBeside = line.left < area.left || line.right > area.right;
  scroller.scrollBy({
    top: (line.top + line.bottom - area.top - area.bottom) / 2,
    left: isBeside ? (line.left + line.right - area.left - area.right) / 2 : 0,
    behavior: 'instant',
  });
}
