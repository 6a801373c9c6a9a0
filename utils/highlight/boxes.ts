import type { MatchState } from '../messaging/protocol.ts';
import type { LayerFrame } from './overlay-host.ts';
import type { Rect } from './rect.ts';
import type { Spot } from './spot.ts';

/** What one spot's box shows: a rectangle a line. */
export interface Box {
  readonly spot: Spot;
  /** Stands still while the document scrolls. */
  readonly isFixed: boolean;
  readonly rects: readonly Rect[];
}

export interface LayerFrames {
  readonly flow: LayerFrame;
  readonly fixed: LayerFrame;
}

/** What was last written to an element: a list that moves on gives its boxes new places, and the same size. */
interface Written {
  readonly transform: string;
  readonly size: string;
}

interface Drawn {
  readonly elements: HTMLElement[];
  readonly written: Written[];
  readonly isFixed: boolean;
  className: string;
}

export interface Boxes {
  /** Shows exactly these boxes. Writes only what differs from what is shown. */
  show(boxes: readonly Box[], frames: LayerFrames): void;
  /** The others of `isOdd` look the same, yet the browser paints every box anew when it changes. */
  paint(spot: Spot, state: MatchState, isOdd: boolean): void;
}

/** Outer boxes under the ones they hold: the shorter the text, the higher. */
function findLevel({ place }: Spot): string {
  return String(Math.max(1, 4096 - place.text.length));
}

/** The boxes in the overlay's layers. Moved by `transform` alone: anything else raises layout-shift entries. */
export function createBoxes(
  create: () => HTMLElement,
  layers: { readonly flow: HTMLElement; readonly fixed: HTMLElement },
): Boxes {
  const drawn = new Map<Spot, Drawn>();

  function write(box: Drawn, index: number, rect: Rect, frame: LayerFrame, spot: Spot): void {
    const x = ((rect.left - frame.left) / frame.scaleX).toFixed(2);
    const y = ((rect.top - frame.top) / frame.scaleY).toFixed(2);
    const width = ((rect.right - rect.left) / frame.scaleX).toFixed(2);
    const height = ((rect.bottom - rect.top) / frame.scaleY).toFixed(2);
    const transform = `translate(${x}px,${y}px)`;
    const size = `${width} ${height}`;
    const before = box.written[index];
    const isSameSize = before?.size === size;
    if (isSameSize && before.transform === transform) return;
    box.written[index] = { transform, size };
    let element = box.elements[index];
    if (element === undefined) {
      element = create();
      element.className = box.className;
      element.style.zIndex = findLevel(spot);
      box.elements[index] = element;
      (box.isFixed ? layers.fixed : layers.flow).append(element);
    }
    element.style.transform = transform;
    if (isSameSize) return;
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
  }

  function trim(box: Drawn, length: number): void {
    for (const element of box.elements.splice(length)) element.remove();
    box.written.splice(length);
  }

  function findDrawn(spot: Spot, isFixed: boolean): Drawn {
    const known = drawn.get(spot);
    if (known?.isFixed === isFixed) return known;
    if (known !== undefined) trim(known, 0);
    const box = { elements: [], written: [], isFixed, className: known?.className ?? 'box none' };
    drawn.set(spot, box);
    return box;
  }

  return {
    show(boxes, frames) {
      const kept = new Set(boxes.map(({ spot }) => spot));
      for (const [spot, box] of drawn) {
        if (kept.has(spot)) continue;
        trim(box, 0);
        drawn.delete(spot);
      }
      for (const { spot, isFixed, rects } of boxes) {
        const box = findDrawn(spot, isFixed);
        for (const [index, rect] of rects.entries()) {
          write(box, index, rect, isFixed ? frames.fixed : frames.flow, spot);
        }
        trim(box, rects.length);
      }
    },
    paint(spot, state, isOdd) {
      const box = drawn.get(spot);
      if (box === undefined) return;
      box.className = `box ${state}${isOdd ? ' odd' : ''}`;
      for (const element of box.elements) element.className = box.className;
    },
  };
}
