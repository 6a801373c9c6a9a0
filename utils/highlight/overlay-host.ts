import { createElement, rootElementOf } from '../page/dom.ts';
import { OVERLAY_STYLE } from './overlay-style.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';
/** How often the overlay is put back when the page removes it; then the page has its way. */
const MOST_MOUNTS = 6;
const PROBE_PX = 100;

/** From viewport to layer coordinates: `(x - left) / scaleX`. */
export interface LayerFrame {
  readonly left: number;
  readonly top: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

export interface Layer {
  readonly element: HTMLElement;
  readonly probe: HTMLElement;
  /** Measures where the layer really is: transforms and zoom on html move and scale it. */
  readFrame(): LayerFrame;
}

export interface OverlayHost {
  readonly host: HTMLElement;
  /** Scrolls with the document. */
  readonly flow: Layer;
  /** Stands still while the document scrolls. */
  readonly fixed: Layer;
  /** What lies over the boxes: the glance card. */
  readonly stage: HTMLElement;
  create(className?: string): HTMLElement;
  create<T extends 'canvas'>(className: string, tag: T): HTMLElementTagNameMap[T];
  /** In the page, last in its root element. False when the page cannot hold it or keeps removing it. */
  mount(): boolean;
  unmount(): void;
  /** What the paint states look like (paint-style.ts). */
  setPaintStyle(style: string): void;
  /** Above everything now in the browser's top layer (modal dialogs, popovers, fullscreen), or back in the page. */
  raise(): void;
  lower(): void;
  /** The page has had its way: the overlay stays out. */
  readonly hasGivenUp: boolean;
}

/**
 * One plain `<div>` with a closed root. Never a dashed tag: a page that has defined it would be handed the root.
 * `createElementNS`, so that XML documents work too.
 */
export function createOverlayHost(document: Document): OverlayHost {
  const create = <T extends 'div' | 'canvas' = 'div'>(className?: string, tag?: T) => {
    const element = createElement(XHTML, tag ?? 'div') as HTMLElementTagNameMap[T];
    if (className !== undefined) element.className = className;
    return element;
  };
  const host = create();
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(OVERLAY_STYLE);
  root.adoptedStyleSheets = [sheet];
  const stage = create('stage');
  root.append(stage);

  function createLayer(className: string): Layer {
    const element = create(className);
    const probe = create('probe');
    element.append(probe);
    stage.append(element);
    return {
      element,
      probe,
      readFrame() {
        const { left, top, width, height } = probe.getBoundingClientRect();
        return { left, top, scaleX: width / PROBE_PX || 1, scaleY: height / PROBE_PX || 1 };
      },
    };
  }

  let mounts = 0;
  return {
    host,
    stage,
    create,
    flow: createLayer('layer'),
    fixed: createLayer('layer fixed'),
    mount() {
      const parent = rootElementOf(document);
      if (parent?.namespaceURI !== XHTML) return false;
      if (host.parentNode === parent) return true;
      if (mounts >= MOST_MOUNTS) return false;
      mounts++;
      parent.append(host);
      return true;
    },
    unmount: () => host.remove(),
    setPaintStyle: (style) => sheet.replaceSync(OVERLAY_STYLE + style),
    raise() {
      if (!host.isConnected) return;
      if (stage.popover !== null && stage.matches(':popover-open')) stage.hidePopover();
      // An attribute and events of our own closed tree: the page sees neither.
      stage.popover = 'manual';
      stage.showPopover();
    },
    lower() {
      // Without the attribute the browser takes it out of the top layer by itself.
      if (stage.popover !== null) stage.popover = null;
    },
    get hasGivenUp() {
      return mounts >= MOST_MOUNTS && !host.isConnected;
    },
  };
}
