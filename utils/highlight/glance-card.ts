import type { AskGlanceReply } from '../messaging/protocol.ts';
import type { OverlayHost } from './overlay-host.ts';
import type { Rect } from './rect.ts';

/** The card's area, the same whether it says something or not. */
const CARD_WIDTH = 340;
const CARD_HEIGHT = 240;
const GAP = 6;

export interface GlanceCard {
  /** Puts the cover up and the card's area beside `anchor`, empty. */
  open(anchor: Rect, viewport: Rect): void;
  fill(lines: AskGlanceReply['lines']): void;
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
 * The glance card, in the overlay's closed root. Inert, so that `window.find` of the page cannot search it; and under
 * one full-viewport cover for ANY candidate, so that what occludes the page is the same either way.
 */
export function createGlanceCard({ stage, create }: OverlayHost): GlanceCard {
  const cover = create('cover');
  const card = create('card');
  const body = create('card-body');
  cover.inert = true;
  card.append(body);
  cover.append(card);
  let area: Rect | undefined;

  function createRow({ label, text }: AskGlanceReply['lines'][number]): HTMLElement {
    const row = create('row');
    const name = create('label');
    const value = create('value');
    name.textContent = label;
    value.textContent = text;
    row.append(name, value);
    return row;
  }

  return {
    open(beside, viewport) {
      const { x, y, isAbove } = placeCard(beside, viewport);
      area = {
        left: Math.min(x, beside.left),
        top: Math.min(y, beside.top),
        right: Math.max(x + CARD_WIDTH, beside.left),
        bottom: Math.max(y + CARD_HEIGHT, beside.bottom),
      };
      body.replaceChildren();
      body.className = 'card-body';
      card.className = isAbove ? 'card above' : 'card';
      card.style.transform = `translate(${x}px,${y}px)`;
      stage.append(cover);
    },
    fill(lines) {
      if (area === undefined) return;
      body.replaceChildren(...lines.map(createRow));
      body.className = lines.length > 0 ? 'card-body filled' : 'card-body';
    },
    close() {
      area = undefined;
      cover.remove();
      body.replaceChildren();
    },
    get area() {
      return area;
    },
  };
}
