import { OVERLAY_STYLE } from './overlay-style.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';
/** How often the overlay is put back when the page removes it; then the page has its way. */
const MOST_REMOUNTS = 5;

/** From viewport to layer coordinates: `(x - left) / scaleX`. */
export interface LayerFrame {
  readonly left: number;
  readonly top: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

export interface Layer {
  readonly element: HTMLElement;
  /** Measures where the layer really is: transforms and zoom on html move and scale it. */
  readFrame(): LayerFrame;
}

export interface OverlayHost {
  readonly host: HTMLElement;
  /** Scrolls with the document. */
  readonly flow: Layer;
  /** Stands still while the document scrolls. */
  readonly fixed: Layer;
  readonly root: ShadowRoot;
  /** In the page, last in its root element. False when the page cannot hold it or keeps removing it. */
  mount(): boolean;
  unmount(): void;
}

/**
 * One plain `<div>` with a closed root. Never a dashed tag: a page that has defined it would be handed the root.
 * `createElementNS`, so that XML documents work too.
 */
export function createOverlayHost(document: Document): OverlayHost {
  const create = (className?: string): HTMLElement => {
    const element = document.createElementNS(XHTML, 'div') as HTMLElement;
    if (className !== undefined) element.className = className;
    return element;
  };
  const host = create();
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(OVERLAY_STYLE);
  root.adoptedStyleSheets = [sheet];

  function createLayer(className: string): Layer {
    const element = create(className);
    const probe = create('probe');
    element.append(probe);
    root.append(element);
    return {
      element,
      readFrame() {
        const { left, top, width, height } = probe.getBoundingClientRect();
        return { left, top, scaleX: width / 100 || 1, scaleY: height / 100 || 1 };
      },
    };
  }

  let mounts = 0;
  return {
    host,
    root,
    flow: createLayer('layer'),
    fixed: createLayer('layer fixed'),
    mount() {
      const parent = document.documentElement;
      if (parent?.namespaceURI !== XHTML) return false;
      if (host.parentNode === parent) return true;
      if (mounts > MOST_REMOUNTS) return false;
      mounts++;
      parent.append(host);
      return true;
    },
    unmount: () => host.remove(),
  };
}
