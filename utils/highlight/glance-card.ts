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
  /** Where the card says something, the way to it included: the pointer may move onto it. */
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
  let anchor: Rect | undefined;

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
      anchor = beside;
      const { x, y, isAbove } = placeCard(beside, viewport);
      body.replaceChildren();
      body.className = 'card-body';
      card.className = isAbove ? 'card above' : 'card';
      card.style.transform = `translate(${x}px,${y}px)`;
      stage.append(cover);
    },
    fill(lines) {
      if (anchor === undefined) return;
      body.replaceChildren(...lines.map(createRow));
      body.className = lines.length > 0 ? 'card-body filled' : 'card-body';
    },
    close() {
      anchor = undefined;
      cover.remove();
      body.replaceChildren();
    },
    get area() {
      if (anchor === undefined) return undefined;
      const box = body.getBoundingClientRect();
      return {
        left: Math.min(box.left, anchor.left),
        top: Math.min(box.top, anchor.top),
        right: Math.max(box.right, anchor.left),
        bottom: Math.max(box.bottom, anchor.bottom),
      };
    },
  };
}
