import type { AskGlanceReply } from '../messaging/protocol.ts';
import { CARD_HEIGHT, CARD_MARGIN, CARD_WIDTH, drawCard } from './draw-card.ts';
import type { OverlayHost } from './overlay-host.ts';
import type { Rect } from './rect.ts';

const GAP = 6;

export interface GlanceCard {
  /** Puts the cover up and the card's area beside `anchor`. What it says is for `draw`. */
  open(anchor: Rect, viewport: Rect): void;
  draw(lines: AskGlanceReply['lines']): void;
  close(): void;
  /** The card's whole area and the way to it, whatever it says: while the pointer is there, the cover stays. */
  readonly area: Rect | undefined;
}

interface Placing {
  readonly x: number;
  readonly y: number;
  readonly isAbove: boolean;
}

/** Below the anchor where there is room, else above where there is more; always within the viewport. */
function placeCard(anchor: Rect, viewport: Rect): Placing {
  const x = Math.max(viewport.left + GAP, Math.min(anchor.left, viewport.right - CARD_WIDTH - GAP));
  const below = viewport.bottom - anchor.bottom;
  const isAbove = below < CARD_HEIGHT + GAP && anchor.top - viewport.top > below;
  return { x, y: isAbove ? anchor.top - GAP - CARD_HEIGHT : anchor.bottom + GAP, isAbove };
}

/**
 * The glance card, in the overlay's closed root: a canvas under one full-viewport cover, for ANY candidate. What it says
 * is nothing but pixels, so that neither `window.find` nor a largest-contentful-paint entry tells that there are words,
 * and what occludes the page is the same either way.
 */
export function createGlanceCard({ stage, fixed, create }: OverlayHost, view: Window): GlanceCard {
  const cover = create('cover');
  const card = create('card', 'canvas');
  cover.inert = true;
  cover.append(card);
  let area: Rect | undefined;
  let isAbove = false;

  return {
    open(beside, viewport) {
      const placing = placeCard(beside, viewport);
      const { x, y } = placing;
      isAbove = placing.isAbove;
      area = {
        left: Math.min(x, beside.left),
        top: Math.min(y, beside.top),
        right: Math.max(x + CARD_WIDTH, beside.left),
        bottom: Math.max(y + CARD_HEIGHT, beside.bottom),
      };
      // In the viewport's own pixels, whatever the page does to its root element.
      const { left, top, scaleX, scaleY } = fixed.readFrame();
      const { style } = cover;
      style.width = `${viewport.right}px`;
      style.height = `${viewport.bottom}px`;
      style.transform = `scale(${1 / scaleX},${1 / scaleY}) translate(${-left}px,${-top}px)`;
      const snap = (px: number) => Math.round(px * view.devicePixelRatio) / view.devicePixelRatio;
      card.style.transform = `translate(${snap(x - CARD_MARGIN)}px,${snap(y - CARD_MARGIN)}px)`;
      if (!cover.isConnected) stage.append(cover);
    },
    draw(lines) {
      if (area !== undefined) drawCard(card, lines, isAbove, view.devicePixelRatio);
    },
    close() {
      area = undefined;
      cover.remove();
    },
    get area() {
      return area;
    },
  };
}
