/**
 * What its ancestors do to an element's text: cut it off, hide it, turn it, hold it still. By CSS's own rules for which
 * ancestors may (CSS Overflow 3, section 3.1: a box clips what it is the containing block of, directly or not).
 */

import { boxOf, isVisible, matches } from '../page/dom.ts';
import { findFlatParent } from './composed-tree.ts';
import { intersect, type Rect } from './rect.ts';

export interface ClipChain {
  readonly clips: readonly Clip[];
  /** Stands still while the document scrolls. */
  readonly isFixed: boolean;
  /** Rendered so that nobody sees it: opacity 0, visibility hidden, a closed `details`. */
  readonly isHidden: boolean;
  /** Turned or skewed: its rectangles say where the text is, not how it lies. */
  readonly isTurned: boolean;
  /** The nearest ancestor in the browser's top layer: a modal dialog, popover or fullscreen element. */
  readonly onTop: Element | undefined;
}

/** Which sides of an element's padding box cut its content off: `overflow: clip` alone may leave one axis open. */
interface Clip {
  readonly element: Element;
  readonly x: boolean;
  readonly y: boolean;
}

const LEAST_OPACITY = 0.05;
const TOP_LAYER = ':modal, :popover-open, :fullscreen';

/** Containing block of fixed descendants (and so of absolute ones). */
function holdsFixed(style: CSSStyleDeclaration): boolean {
  return (
    style.transform !== 'none' ||
    style.translate !== 'none' ||
    style.rotate !== 'none' ||
    style.scale !== 'none' ||
    style.filter !== 'none' ||
    style.backdropFilter !== 'none' ||
    style.perspective !== 'none' ||
    style.containerType !== 'normal' ||
    /paint|layout|strict|content/.test(style.contain) ||
    /transform|filter|perspective/.test(style.willChange)
  );
}

function findClip(element: Element, style: CSSStyleDeclaration): Clip | undefined {
  if (style.display === 'inline' || style.display === 'contents') return undefined;
  const isWhole =
    style.clipPath !== 'none' || style.clip !== 'auto' || /paint|strict|content/.test(style.contain);
  const [x, y] = [style.overflowX, style.overflowY].map((overflow) => isWhole || overflow !== 'visible');
  return x || y ? { element, x: x === true, y: y === true } : undefined;
}

/** `matrix(a, b, c, d, e, f)` with b or c, or any three-dimensional one. */
function turns({ transform, rotate }: CSSStyleDeclaration): boolean {
  if (rotate !== 'none' && rotate !== '0deg') return true;
  if (transform === 'none') return false;
  const matrix = new DOMMatrixReadOnly(transform);
  return !matrix.is2D || Math.abs(matrix.b) > 0.001 || Math.abs(matrix.c) > 0.001;
}

/** The document's own scroller does not clip: the viewport does. `overflow` of html or body becomes the viewport's. */
function isViewportScroller(element: Element): boolean {
  const { documentElement, body } = element.ownerDocument;
  if (element === documentElement) return true;
  if (element !== body) return false;
  const root = getComputedStyle(documentElement);
  return root.overflowX === 'visible' && root.overflowY === 'visible';
}

/** What one element's own style does to the text in it. */
interface StyleFacts {
  readonly position: string;
  /** Without a box of its own: `display: contents`. */
  readonly isBoxless: boolean;
  readonly isUnseen: boolean;
  readonly isTurned: boolean;
  readonly isOnTop: boolean;
  readonly holdsFixed: boolean;
  readonly clip: Clip | undefined;
}

/** Facts of one layout: rows share most of their ancestors, and each property asked of a style is a string made. */
export type KnownStyles = Map<Element, StyleFacts>;

function readFacts(element: Element, known: KnownStyles): StyleFacts {
  const there = known.get(element);
  if (there !== undefined) return there;
  const style = getComputedStyle(element);
  const facts = {
    position: style.position,
    isBoxless: style.display === 'contents',
    isUnseen: Number(style.opacity) < LEAST_OPACITY || style.contentVisibility === 'hidden',
    isTurned: turns(style),
    isOnTop: matches(element, TOP_LAYER),
    holdsFixed: holdsFixed(style),
    clip: findClip(element, style),
  };
  known.set(element, facts);
  return facts;
}

/**
 * The nearest element with a box, from `element` on up: one without (`display: contents`) is never visible by itself, and
 * its text stands in the other's.
 */
export function findBoxed(element: Element, known: KnownStyles): Element {
  const parent = readFacts(element, known).isBoxless ? findFlatParent(element) : null;
  return parent === null ? element : findBoxed(parent, known);
}

export function readClipChain(start: Element, known: KnownStyles): ClipChain {
  const clips: Clip[] = [];
  let position = 'static';
  let isFixed = false;
  let isHidden = !isVisible(findBoxed(start, known));
  let isTurned = false;
  let onTop: Element | undefined;
  for (
    let element: Element | null = start;
    element !== null && !isHidden;
    element = findFlatParent(element)
  ) {
    const facts = readFacts(element, known);
    if (facts.isUnseen) isHidden = true;
    if (facts.isTurned) isTurned = true;
    if (facts.isOnTop) {
      // Laid out against the viewport, whatever it stands in.
      isFixed ||= position === 'fixed' || facts.position === 'fixed';
      if (facts.clip) clips.push(facts.clip);
      onTop = element;
      break;
    }
    const isPassedBy =
      !facts.holdsFixed && (position === 'fixed' || (position === 'absolute' && facts.position === 'static'));
    if (isPassedBy) continue;
    if (facts.holdsFixed) isFixed = false;
    if (facts.clip && !isViewportScroller(element)) clips.push(facts.clip);
    position = facts.position;
    if (position === 'fixed') isFixed = true;
  }
  return { clips, isFixed, isHidden, isTurned, onTop };
}

/** The padding box, which is what `overflow` clips to. */
function readPaddingBox(element: Element): Rect {
  const box = boxOf(element);
  if (!(element instanceof HTMLElement) || element.offsetWidth === 0 || element.offsetHeight === 0)
    return box;
  const scaleX = box.width / element.offsetWidth;
  const scaleY = box.height / element.offsetHeight;
  const left = box.left + element.clientLeft * scaleX;
  const top = box.top + element.clientTop * scaleY;
  return {
    left,
    top,
    right: left + element.clientWidth * scaleX,
    bottom: top + element.clientHeight * scaleY,
  };
}

/** What one clip leaves of its content: without end where it does not cut. `boxes` keeps each element's for one layout. */
export function readClipRect({ element, x, y }: Clip, boxes: Map<Element, Rect>): Rect {
  const box = boxes.get(element) ?? readPaddingBox(element);
  boxes.set(element, box);
  const far = Number.POSITIVE_INFINITY;
  return {
    left: x ? box.left : -far,
    right: x ? box.right : far,
    top: y ? box.top : -far,
    bottom: y ? box.bottom : far,
  };
}

/** What is seen of the chain's content; `undefined` for nothing. */
export function readVisibleArea(
  chain: ClipChain,
  viewport: Rect,
  boxes: Map<Element, Rect>,
): Rect | undefined {
  let area: Rect | undefined = viewport;
  for (const clip of chain.clips) area = area && intersect(area, readClipRect(clip, boxes));
  return area;
}
