import type { DetailModifier } from '../messaging/protocol.ts';
import { listen, matches } from '../page/dom.ts';
import type { GlanceCard } from './glance-card.ts';
import type { Hit } from './hit.ts';
import { contains, type Rect } from './rect.ts';

export interface GlancePointerDeps {
  readonly window: Window;
  readonly card: GlanceCard;
  /** The candidate under a point, by our own boxes: the page is not asked. */
  readonly hit: (x: number, y: number) => Hit | undefined;
  /** The card is open: ask what it says. */
  readonly onOpen: (hit: Hit) => void;
  readonly onDetail: (hit: Hit) => void;
  readonly modifier: () => DetailModifier;
  readonly signal: AbortSignal;
}

export interface GlancePointer {
  /** `document.open()` has dropped every listener. */
  rearm(): void;
}

const FRAMES = 'iframe,frame,object,embed';
const DWELL_MS = 150;
/** The pointer may leave the text for the card within this time. */
const LEAVE_MS = 250;

/**
 * When the card comes and goes. Only trusted events count, so that a page cannot ask for cards; plain clicks are the
 * page's own; and the same happens for every candidate, whether it matched or not.
 */
export function createGlancePointer(deps: GlancePointerDeps): GlancePointer {
  const { window: view, card, signal } = deps;
  let pending: Hit | undefined;
  let open: Hit | undefined;
  let timer = 0;
  let waitsFor: 'show' | 'leave' | undefined;

  const viewport = (): Rect => ({ left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight });

  function cancel(): void {
    view.clearTimeout(timer);
    waitsFor = undefined;
    pending = undefined;
  }

  function wait(what: 'show' | 'leave', delayMs: number): void {
    view.clearTimeout(timer);
    waitsFor = what;
    timer = view.setTimeout(what === 'show' ? show : close, delayMs);
  }

  function show(): void {
    if (pending === undefined || signal.aborted) return;
    open = pending;
    cancel();
    card.open(open.rect, viewport());
    deps.onOpen(open);
  }

  function close(): void {
    cancel();
    if (open === undefined) return;
    open = undefined;
    card.close();
  }

  function isKept(x: number, y: number, hit: Hit | undefined): boolean {
    if (open === undefined) return false;
    const { area } = card;
    return hit?.spot === open.spot || (area !== undefined && contains(area, x, y));
  }

  function onMove(event: PointerEvent): void {
    if (!event.isTrusted || event.pointerType === 'touch' || event.buttons !== 0) return;
    const hit = deps.hit(event.clientX, event.clientY);
    if (isKept(event.clientX, event.clientY, hit)) cancel();
    else moveTo(hit);
  }

  /** Out of the page, or into a frame: nothing more is heard of the pointer. */
  function onOut(event: PointerEvent): void {
    const { relatedTarget: next, isTrusted } = event;
    const isGone = next === null || (next instanceof Element && matches(next, FRAMES));
    if (isTrusted && isGone) moveTo(undefined);
  }

  function moveTo(hit: Hit | undefined): void {
    if (hit === undefined) {
      pending = undefined;
      if (open === undefined) cancel();
      else if (waitsFor !== 'leave') wait('leave', LEAVE_MS);
    } else if (hit.spot !== pending?.spot) {
      pending = hit;
      wait('show', DWELL_MS);
    }
  }

  function onKey(event: KeyboardEvent): void {
    if (event.isTrusted && event.key === 'Escape') close();
  }

  function onClick(event: MouseEvent): void {
    const modifier = deps.modifier();
    if (!event.isTrusted || event.button !== 0 || modifier === 'off' || !event.getModifierState(modifier))
      return;
    const hit = deps.hit(event.clientX, event.clientY);
    if (hit === undefined) return;
    // On a link the modifier would also download it or open a window: on a candidate the click is ours alone.
    event.preventDefault();
    deps.onDetail(hit);
  }

  function rearm(): void {
    const { document } = view;
    const options = { capture: true, passive: true, signal };
    listen(document, 'pointermove', onMove, options);
    listen(document, 'pointerout', onOut, options);
    listen(document, 'keydown', onKey, options);
    listen(document, 'click', onClick, { capture: true, signal });
    for (const type of ['scroll', 'pointerdown']) listen(document, type, close, options);
    view.addEventListener('blur', close, options);
  }

  rearm();
  signal.addEventListener('abort', close, { once: true });
  return { rearm };
}
