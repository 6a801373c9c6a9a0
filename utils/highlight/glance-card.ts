import type { AskGlanceReply } from '../messaging/protocol.ts';
import type { Rect } from './rect.ts';

/** The card's area, the same whether it says something or not. */
const CARD_WIDTH = 340;
const CARD_HEIGHT = 220;
const GAP = 6;

export interface GlanceCard {
  /** Puts the cover up and the card's area beside `anchor`, empty. */
  open(anchor: Rect, viewport: Rect): void;
  fill(lines: AskGlanceReply['lines']): void;
  close(): void;
  /** Where the card says something; the pointer may move onto it. */
  readonly area: Rect | undefined;
}

/** Below the anchor where there is room, else above; always within the viewport. */
function placeCard(anchor: Rect, viewport: Rect): { x: number; y: number } {
  const x = Math.max(viewport.left, Math.min(anchor.left, viewport.right - CARD_WIDTH - GAP));
  const below = anchor.bottom + GAP;
  const fitsBelow = below + CARD_HEIGHT <= viewport.bottom;
  return { x, y: fitsBelow ? below : Math.max(viewport.top, anchor.top - GAP - CARD_HEIGHT) };
}

/**
 * The glance card, in the overlay's closed root. Inert, so that `window.find` of the page cannot search it; and under
 * one full-viewport cover for ANY candidate, so that what occludes the page is the same either way.
 */
export function createGlanceCard(root: ShadowRoot, create: () => HTMLElement): GlanceCard {
  const cover = create();
  const card = create();
  const body = create();
  cover.className = 'cover';
  card.className = 'card';
  body.className = 'card-body';
  cover.inert = true;
  card.append(body);
  cover.append(card);
  let position: { x: number; y: number } | undefined;
  let isAbove = false;

  return {
    open(anchor, viewport) {
      body.replaceChildren();
      body.classList.remove('filled');
      position = placeCard(anchor, viewport);
      isAbove = position.y < anchor.top;
      card.classList.toggle('above', isAbove);
      card.style.transform = `translate(${position.x}px,${position.y}px)`;
      root.append(cover);
    },
    fill(lines) {
      if (position === undefined) return;
      const rows = lines.map(({ label, text }) => {
        const row = create();
        const name = create();
        const value = create();
        row.className = 'row';
        name.className = 'label';
        value.className = 'value';
        name.textContent = label;
        value.textContent = text;
        row.append(name, value);
        return row;
      });
      body.replaceChildren(...rows);
      body.classList.toggle('filled', rows.length > 0);
    },
    close() {
      position = undefined;
      cover.remove();
      body.replaceChildren();
    },
    get area() {
      if (position === undefined) return undefined;
      const { left, top, right, bottom } = body.getBoundingClientRect();
      return { left, top, right, bottom };
    },
  };
}
