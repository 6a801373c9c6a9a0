import { boxOf, rootElementOf } from '../page/dom.ts';

/**
 * Tells when text that stands still on screen moves after all, by a change that has no event: a style set by a script,
 * a sibling that grows. Armed at rest only. Two watches of the browser's own do it without any work of ours: a
 * ResizeObserver on each row, and an IntersectionObserver whose root is cut down to the row's own rectangle, which
 * reports as soon as the row leaves it.
 */
export interface RestWatch {
  /** Watches these rows where they are now. */
  arm(rows: readonly Element[]): void;
  disarm(): void;
}

/** Rows with a frame of their own; a screen holds hardly more. */
const MOST_FRAMES = 64;

export function createRestWatch(document: Document, onMove: () => void, signal: AbortSignal): RestWatch {
  let frames: IntersectionObserver[] = [];
  let sized = new Set<Element>();
  /** A ResizeObserver reports each element once at first: that is no move. */
  let unreported = new Set<Element>();

  const sizes = new ResizeObserver((entries) => {
    let hasMoved = false;
    for (const { target } of entries) if (!unreported.delete(target)) hasMoved = true;
    if (hasMoved) onMove();
  });

  function frame(row: Element): void {
    const { left, top, right, bottom } = boxOf(row);
    const { clientWidth, clientHeight } = rootElementOf(document) ?? { clientWidth: 0, clientHeight: 0 };
    const width = clientWidth || innerWidth;
    const height = clientHeight || innerHeight;
    // Rows cut by the viewport cannot be framed; scrolling and resizing are told anyway.
    if (left < 0 || top < 0 || right > width || bottom > height) return;
    const margin = [-top, right - width, bottom - height, -left].map((px) => `${Math.ceil(px)}px`).join(' ');
    let isFirst = true;
    const observer = new IntersectionObserver(
      ([entry]) => {
        const isWhole = (entry?.intersectionRatio ?? 0) === 1;
        if (isFirst && !isWhole) observer.disconnect();
        else if (!isWhole) onMove();
        isFirst = false;
      },
      { root: document, rootMargin: margin, threshold: [0, 1] },
    );
    observer.observe(row);
    frames.push(observer);
  }

  function disarm(): void {
    for (const observer of frames) observer.disconnect();
    frames = [];
  }

  signal.addEventListener(
    'abort',
    () => {
      disarm();
      sizes.disconnect();
    },
    { once: true },
  );

  return {
    arm(rows) {
      disarm();
      const wanted = new Set(rows);
      for (const row of sized) if (!wanted.has(row)) sizes.unobserve(row);
      for (const row of wanted) {
        if (sized.has(row)) continue;
        unreported.add(row);
        sizes.observe(row);
      }
      sized = wanted;
      unreported = new Set([...unreported].filter((row) => wanted.has(row)));
      for (const row of rows.slice(0, MOST_FRAMES)) frame(row);
    },
    disarm,
  };
}
