/**
 * What lies over the text: a modal, a sticky header, a dropdown. The page is asked for the topmost element at a few
 * points of each line, only once it is at rest (the question costs the more the bigger the page). Boxes of ours let every
 * point through, so they are never the answer.
 */

import { elementAt, matches } from '../page/dom.ts';
import { findFlatParent, holdsElement } from './composed-tree.ts';
import type { Rect } from './rect.ts';

/** A see-through layer (a stretched link, a tint) covers nothing; a modal's backdrop does. */
const LEAST_ALPHA = 0.2;
/** Not form controls and drawings: these have a background of their own, or are laid over text to be seen through. */
const REPLACED = 'img,video,canvas,iframe,object,embed';

export interface Cover {
  readonly element: Element;
  /** Covers everything: a modal dialog and its backdrop. */
  readonly isWhole: boolean;
  /** Stays where it is while the page scrolls under it. */
  readonly isStuck: boolean;
}

type OpenRoot = (element: Element) => ShadowRoot | null;

function findTopmost(document: Document, x: number, y: number, openRoot: OpenRoot): Element | null {
  let top = elementAt(document, x, y);
  while (top !== null) {
    const inner: Element | null = openRoot(top)?.elementFromPoint(x, y) ?? null;
    if (inner === null || inner === top || !holdsElement(top, inner)) return top;
    top = inner;
  }
  return null;
}

/** Alpha of a computed color: 1 unless written as `rgba(r, g, b, a)` or `color(... / a)`. */
function readAlpha(color: string): number {
  if (color === 'transparent') return 0;
  const alpha = /^rgba\([^,]+,[^,]+,[^,]+,\s*([\d.]+)\)$|\/\s*([\d.]+)\)$/.exec(color);
  return alpha === null ? 1 : Number(alpha[1] ?? alpha[2]);
}

function isOpaque(element: Element): boolean {
  const style = getComputedStyle(element);
  return (
    matches(element, REPLACED) ||
    readAlpha(style.backgroundColor) >= LEAST_ALPHA ||
    style.backgroundImage !== 'none' ||
    style.backdropFilter !== 'none'
  );
}

/** Faint by itself or by an ancestor that does not hold `row` as well. */
function isFaint(start: Element, row: Element): boolean {
  for (let at: Element | null = start; at !== null && !holdsElement(at, row); at = findFlatParent(at)) {
    if (Number(getComputedStyle(at).opacity) < LEAST_ALPHA) return true;
  }
  return false;
}

/** What covers the text of `row` at a point; `undefined` for nothing. */
export function findCover(
  document: Document,
  row: Element,
  x: number,
  y: number,
  openRoot: OpenRoot,
): Cover | undefined {
  const top = findTopmost(document, x, y, openRoot);
  if (top === null || holdsElement(row, top)) return undefined;
  for (let element: Element | null = top; element !== null; element = findFlatParent(element)) {
    if (holdsElement(element, row)) return undefined;
    if (matches(element, ':modal')) return { element, isWhole: true, isStuck: true };
    if (!isOpaque(element) || isFaint(element, row)) continue;
    return { element, isWhole: false, isStuck: isStuck(element) };
  }
  return undefined;
}

function isStuck(start: Element): boolean {
  for (let element: Element | null = start; element !== null; element = findFlatParent(element)) {
    const { position } = getComputedStyle(element);
    if (position === 'fixed' || position === 'sticky') return true;
  }
  return false;
}

/** Points that stand for a line: near each side, so that what covers a part of it is seen. */
export function listProbes({ left, top, right, bottom }: Rect): readonly { x: number; y: number }[] {
  const x = (left + right) / 2;
  const y = (top + bottom) / 2;
  const inset = Math.min(2, (bottom - top) / 4, (right - left) / 4);
  return [
    { x: left + inset, y },
    { x: right - inset, y },
    { x, y: top + inset },
    { x, y: bottom - inset },
  ];
}
