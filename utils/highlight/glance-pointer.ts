import type { IndicatorKey } from '../ioc/indicator.ts';
import type { PlacedCandidate } from '../page/placed-candidate.ts';
import type { GlanceCard } from './glance-card.ts';
import { contains, type Rect } from './rect.ts';

export interface Hit {
  readonly placed: PlacedCandidate;
  /** The line under the pointer. */
  readonly rect: Rect;
}

export type Modifier = 'Alt' | 'Control' | 'Shift' | 'Meta';

export interface GlancePointerDeps {
  readonly window: Window;
  readonly card: GlanceCard;
  /** The candidate under a point, by our own boxes: the page is not asked. */
  readonly hit: (x: number, y: number) => Hit | undefined;
  /** Fills the card when the answer is there. */
  readonly ask: (key: IndicatorKey) => void;
  readonly openDetail: (key: IndicatorKey) => void;
  readonly modifier: () => Modifier;
  readonly signal: AbortSignal;
}

export interface GlancePointer {
  rearm(): void;
}

const DWELL_MS = 150;
/** The pointer may leave the text for the card within this time. */
const LEAVE_MS = 250;

/**
 * When the card comes and goes. Only trusted events count, so that a page cannot ask for cards; no event is stopped,
 * and the same happens for every candidate, whether it matched or not.
 */
export function createGlancePointer(deps: GlancePointerDeps): GlancePointer {
  const { window: view, card, signal } = deps;
  let pending: Hit | undefined;
  let open: Hit | undefined;
  let timer = 0;

  const viewport = (): Rect => ({ left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight });
  const after = (delayMs: number, run: () => void) => {
    view.clearTimeout(timer);
    timer = view.setTimeout(run, delayMs);
  };

  function show(): void {
    if (pending === undefined) return;
    open = pending;
    pending = undefined;
    card.open(open.rect, viewport());
    deps.ask(open.placed.key);
  }

  function close(): void {
    view.clearTimeout(timer);
    pending = undefined;
    if (open === undefined) return;
    open = undefined;
    card.close();
  }

  function isKept(x: number, y: number, hit: Hit | undefined): boolean {
    if (open === undefined) return false;
    if (hit?.placed === open.placed) return true;
    return card.area !== undefined && contains(card.area, x, y);
  }

  function onMove(event: PointerEvent): void {
    if (!event.isTrusted || event.pointerType === 'touch') return;
    const hit = deps.hit(event.clientX, event.clientY);
    if (isKept(event.clientX, event.clientY, hit)) {
      view.clearTimeout(timer);
      return;
    }
    if (hit !== undefined && hit.placed === pending?.placed) return;
    pending = hit;
    if (hit !== undefined) after(DWELL_MS, swap);
    else if (open !== undefined) after(LEAVE_MS, close);
    else view.clearTimeout(timer);
  }

  function swap(): void {
    const next = pending;
    if (open !== undefined) card.close();
    open = undefined;
    pending = next;
    show();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.isTrusted && event.key === 'Escape') close();
  }

  function onClick(event: MouseEvent): void {
    if (!event.isTrusted || !event.getModifierState(deps.modifier())) return;
    const hit = deps.hit(event.clientX, event.clientY);
    if (hit !== undefined) deps.openDetail(hit.placed.key);
  }

  function rearm(): void {
    const options = { capture: true, passive: true, signal };
    view.document.addEventListener('pointermove', onMove, options);
    view.document.addEventListener('keydown', onKey, options);
    view.document.addEventListener('click', onClick, options);
    view.document.addEventListener('scroll', close, options);
    view.document.addEventListener('pointerdown', close, options);
    view.addEventListener('blur', close, options);
  }

  rearm();
  signal.addEventListener('abort', close, { once: true });
  return { rearm };
}
