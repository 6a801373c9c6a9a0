/** The part of `Window` that tells. */
export interface FrameView {
  readonly isTop: boolean;
  /** Only documents of one origin are shown each other's. */
  readonly frameElement: Element | null;
  /** Its origin is its own for good: no `document.domain`. */
  readonly originAgentCluster: boolean;
  readonly origin: string;
  /** 'null' where it is not told. */
  readonly parentOrigin: string;
}

export const readFrameView = (view: Window & typeof globalThis): FrameView => ({
  isTop: view.parent === view,
  frameElement: view.frameElement,
  originAgentCluster: view.originAgentCluster,
  origin: view.origin,
  parentOrigin: view.location.ancestorOrigins?.[0] ?? 'null',
});

/**
 * Whether the page around a frame can have what the frame shows drawn into a canvas of its own, and read the picture: our
 * boxes with their colours. Chromium lets a page do so with frames of its own origin (HTML in Canvas, an origin trial that
 * any page may join). It may join, move the frame into a canvas and draw it within two animation frames, at any time and
 * without a trace in the frame's document, so that what counts is whether it could. Firefox has nothing of the kind.
 */
export function isInCanvasReach(view: FrameView): boolean {
  if (view.isTop) return false;
  if (view.frameElement !== null) return true;
  // Documents that may still be put into a wider domain may yet become of one origin.
  return !view.originAgentCluster && view.origin !== 'null' && mayShareDomain(view.origin, view.parentOrigin);
}

/** By the last two labels, rather once too often: no list of suffixes is worth its size here. */
function mayShareDomain(origin: string, other: string): boolean {
  const end = (of: string) => new URL(of).hostname.split('.').slice(-2).join('.');
  return other === 'null' || end(origin) === end(other);
}
