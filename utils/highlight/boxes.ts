import type { MatchState } from '../messaging/protocol.ts';
import type { PlacedCandidate } from '../page/placed-candidate.ts';
import type { LayerFrame } from './overlay-host.ts';
import type { Rect } from './rect.ts';

/** What one candidate's box shows: a rectangle a line. */
export interface Box {
  readonly placed: PlacedCandidate;
  readonly isFixed: boolean;
  readonly rects: readonly Rect[];
}

interface Drawn {
  readonly elements: HTMLElement[];
  readonly isFixed: boolean;
  readonly written: string[];
  paint: MatchState;
}

export interface Boxes {
  /** Shows exactly these boxes. Writes only what differs from what is shown. */
  show(boxes: readonly Box[], frames: { readonly flow: LayerFrame; readonly fixed: LayerFrame }): void;
  paint(paints: ReadonlyMap<PlacedCandidate, MatchState>): void;
}

/** Outer boxes under the ones they hold: the shorter the text, the higher. */
function findLevel(placed: PlacedCandidate): string {
  return String(Math.max(1, 4096 - (placed.end - placed.start)));
}

/** The boxes in the overlay's layers. Moved by `transform` alone: anything else raises layout-shift entries. */
export function createBoxes(
  create: () => HTMLElement,
  layers: { readonly flow: HTMLElement; readonly fixed: HTMLElement },
): Boxes {
  const drawn = new Map<PlacedCandidate, Drawn>();

  function write(box: Drawn, index: number, rect: Rect, frame: LayerFrame, level: string): void {
    const x = (rect.left - frame.left) / frame.scaleX;
    const y = (rect.top - frame.top) / frame.scaleY;
    const width = (rect.right - rect.left) / frame.scaleX;
    const height = (rect.bottom - rect.top) / frame.scaleY;
    const text = `${x.toFixed(2)} ${y.toFixed(2)} ${width.toFixed(2)} ${height.toFixed(2)}`;
    if (box.written[index] === text) return;
    box.written[index] = text;
    let element = box.elements[index];
    if (element === undefined) {
      element = create();
      element.className = `box ${box.paint}`;
      element.style.zIndex = level;
      box.elements[index] = element;
      (box.isFixed ? layers.fixed : layers.flow).append(element);
    }
    element.style.transform = `translate(${x.toFixed(2)}px,${y.toFixed(2)}px)`;
    element.style.width = `${width.toFixed(2)}px`;
    element.style.height = `${height.toFixed(2)}px`;
  }

  function trim(box: Drawn, length: number): void {
    for (const element of box.elements.splice(length)) element.remove();
    box.written.splice(length);
  }

  return {
    show(boxes, frames) {
      const kept = new Set(boxes.map((box) => box.placed));
      for (const [placed, box] of drawn) {
        if (kept.has(placed)) continue;
        trim(box, 0);
        drawn.delete(placed);
      }
      for (const { placed, isFixed, rects } of boxes) {
        let box = drawn.get(placed);
        if (box !== undefined && box.isFixed !== isFixed) trim(box, 0);
        if (box === undefined || box.isFixed !== isFixed) {
          box = { elements: [], isFixed, written: [], paint: 'none' };
          drawn.set(placed, box);
        }
        const level = findLevel(placed);
        for (const [index, rect] of rects.entries()) {
          write(box, index, rect, isFixed ? frames.fixed : frames.flow, level);
        }
        trim(box, rects.length);
      }
    },
    paint(paints) {
      for (const [placed, box] of drawn) {
        box.paint = paints.get(placed) ?? 'none';
        for (const element of box.elements) element.className = `box ${box.paint}`;
      }
    },
  };
}
