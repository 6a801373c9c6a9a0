/** A rectangle in CSS pixels of the viewport. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** `undefined` when they share less than half a pixel either way: nothing anybody could see. */
export function intersect(a: Rect, b: Rect): Rect | undefined {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const right = Math.min(a.right, b.right);
  const bottom = Math.min(a.bottom, b.bottom);
  return right - left < 0.5 || bottom - top < 0.5 ? undefined : { left, top, right, bottom };
}

export function contains(rect: Rect, x: number, y: number): boolean {
  return x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom;
}

/** Whether two pieces stand on one line and touch: the way one word looks that several elements hold. */
function joins(a: Rect, b: Rect): boolean {
  const height = Math.min(a.bottom - a.top, b.bottom - b.top);
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return shared > height * 0.6 && a.left <= b.right + 1 && b.left <= a.right + 1;
}

/** Joins neighbours on a line, in the order given, so that one line of an indicator is one box. */
export function mergeLines(rects: readonly Rect[]): readonly Rect[] {
  const merged: Rect[] = [];
  for (const rect of rects) {
    const last = merged.at(-1);
    if (last === undefined || !joins(last, rect)) merged.push(rect);
    else
      merged[merged.length - 1] = {
        left: Math.min(last.left, rect.left),
        top: Math.min(last.top, rect.top),
        right: Math.max(last.right, rect.right),
        bottom: Math.max(last.bottom, rect.bottom),
      };
  }
  return merged;
}

/** What is left of `rect` beside `cover`: up to four pieces, none when it is covered whole. */
export function subtract(rect: Rect, cover: Rect): readonly Rect[] {
  const shared = intersect(rect, cover);
  if (shared === undefined) return [rect];
  const { left, top, right, bottom } = rect;
  return [
    { left, top, right, bottom: shared.top },
    { left, top: shared.bottom, right, bottom },
    { left, top: shared.top, right: shared.left, bottom: shared.bottom },
    { left: shared.right, top: shared.top, right, bottom: shared.bottom },
  ].filter((piece) => piece.right - piece.left > 0.5 && piece.bottom - piece.top > 0.5);
}

export const readViewport = (): Rect => ({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
