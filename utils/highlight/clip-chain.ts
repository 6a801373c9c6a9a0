/**
 * What cuts an element's text off: the ancestors that clip it, by CSS's own rules for which ancestors may
 * (CSS Overflow 3, section 3.1: a box clips what it is the containing block of, directly or not).
 */
import { intersect, type Rect } from './rect.ts';

export interface ClipChain {
  readonly clips: readonly Element[];
  /** Stands still while the document scrolls. */
  readonly isFixed: boolean;
  /** Rendered so that nobody sees it (opacity 0, visibility hidden, a closed `details`). */
  readonly isHidden: boolean;
}

const LEAST_OPACITY = 0.05;

/** Containing block of fixed descendants (and so of absolute ones). */
function holdsFixed(style: CSSStyleDeclaration): boolean {
  return (
    style.transform !== 'none' ||
    style.filter !== 'none' ||
    style.perspective !== 'none' ||
    /paint|layout|strict|content/.test(style.contain) ||
    /transform|filter|perspective/.test(style.willChange)
  );
}

function clipsContent(style: CSSStyleDeclaration): boolean {
  return (
    style.overflowX !== 'visible' ||
    style.overflowY !== 'visible' ||
    style.clipPath !== 'none' ||
    style.clip !== 'auto' ||
    /paint|strict|content/.test(style.contain)
  );
}

/** Parent in the tree that is laid out. */
function findFlatParent(element: Element): Element | null {
  if (element.assignedSlot !== null) return element.assignedSlot;
  if (element.parentElement !== null) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** The document's own scroller does not clip: the viewport does. `overflow` of html or body becomes the viewport's. */
function isViewportScroller(element: Element): boolean {
  const { documentElement, body } = element.ownerDocument;
  if (element === documentElement) return true;
  if (element !== body) return false;
  const root = getComputedStyle(documentElement);
  return root.overflowX === 'visible' && root.overflowY === 'visible';
}

export function readClipChain(start: Element): ClipChain {
  const clips: Element[] = [];
  let position = 'static';
  let isFixed = false;
  let isHidden = !start.checkVisibility({ visibilityProperty: true });
  for (let element: Element | null = start; element !== null; element = findFlatParent(element)) {
    const style = getComputedStyle(element);
    if (Number(style.opacity) < LEAST_OPACITY) isHidden = true;
    const holds = holdsFixed(style);
    const isSkipped =
      !holds && (position === 'fixed' || (position === 'absolute' && style.position === 'static'));
    if (isSkipped) continue;
    if (holds) isFixed = false;
    if (clipsContent(style) && style.display !== 'inline' && !isViewportScroller(element))
      clips.push(element);
    position = style.position;
    if (position === 'fixed') isFixed = true;
  }
  return { clips, isFixed, isHidden };
}

/** The padding box, which is what `overflow` clips to. */
function readPaddingBox(element: Element): Rect {
  const box = element.getBoundingClientRect();
  const { offsetWidth, offsetHeight } =
    element instanceof HTMLElement ? element : { offsetWidth: 0, offsetHeight: 0 };
  const scaleX = offsetWidth > 0 ? box.width / offsetWidth : 1;
  const scaleY = offsetHeight > 0 ? box.height / offsetHeight : 1;
  const left = box.left + element.clientLeft * scaleX;
  const top = box.top + element.clientTop * scaleY;
  return {
    left,
    top,
    right: element.clientWidth > 0 ? left + element.clientWidth * scaleX : box.right,
    bottom: element.clientHeight > 0 ? top + element.clientHeight * scaleY : box.bottom,
  };
}

/** What is seen of the chain's content; `undefined` for nothing. `boxes` keeps each element's box for one layout. */
export function readVisibleArea(
  chain: ClipChain,
  viewport: Rect,
  boxes: Map<Element, Rect>,
): Rect | undefined {
  let area: Rect | undefined = viewport;
  for (const element of chain.clips) {
    const box = boxes.get(element) ?? readPaddingBox(element);
    boxes.set(element, box);
    if (area !== undefined) area = intersect(area, box);
  }
  return area;
}
