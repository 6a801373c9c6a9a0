/** One drawing, a step at a time. It is gone on with by `true` when a frame has passed since its last step. */
export type Drawing = Generator<undefined, void, boolean>;

export interface DrawTurnsDeps {
  /** `run` in the next frame, after layout (after-layout.ts). */
  readonly askFrame: () => void;
  readonly begin: () => Drawing;
  readonly onDrawn: () => void;
  readonly signal: AbortSignal;
}

/** When the boxes are measured and drawn anew. */
export interface DrawTurns {
  /** In the next frame, all at once: what the user moves takes its boxes along. */
  askNow(): void;
  /** The page has changed, which it may do in every frame: when its turn comes. */
  askInTurn(): void;
  run(): void;
}

/**
 * A page that changes in every frame is followed with a twentieth of its time, or our measuring, and the style and paint
 * that come of it, would cost it frames: boxes are then some frames late.
 */
const REST_SHARE = 19;
const LONGEST_REST_MS = 100;
/** It is followed in parts, too, a frame each: a screen of boxes takes longer than what is left of its frames. */
const PART_MS = 3;

export function createDrawTurns({ askFrame, begin, onDrawn, signal }: DrawTurnsDeps): DrawTurns {
  /** When the page's next change is worth another drawing, and the timer that waits for it. */
  let dueAt = 0;
  let dueTimer: ReturnType<typeof setTimeout> | undefined;
  /** The page has changed before it was due. */
  let isRestless = false;
  /** Nothing but a page that does not rest asks for the next drawing. */
  let mayPart = true;
  /** Waits for its next part. */
  let drawing: Drawing | undefined;
  /** Milliseconds that it has taken so far. */
  let took = 0;
  /** The page has changed since it began. */
  let isStale = false;
  signal.addEventListener('abort', () => clearTimeout(dueTimer), { once: true });

  function askNow(): void {
    mayPart = false;
    askFrame();
  }

  function askInTurn(): void {
    if (drawing !== undefined) {
      isStale = true;
      askFrame();
      return;
    }
    clearTimeout(dueTimer);
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) {
      isRestless = true;
      dueTimer = setTimeout(askFrame, waitMs);
    } else if (isRestless) askFrame();
    else askNow();
  }

  /** False when the time was up before the end. What must be of one moment is begun anew. */
  function goOn(until: number): boolean {
    const begun = mayPart ? drawing : undefined;
    drawing = begun ?? begin();
    for (let step = drawing.next(begun !== undefined); step.done !== true; step = drawing.next(false)) {
      if (performance.now() >= until) return false;
    }
    drawing = undefined;
    return true;
  }

  function run(): void {
    clearTimeout(dueTimer);
    const start = performance.now();
    const isDrawn = goOn(mayPart ? start + PART_MS : Number.POSITIVE_INFINITY);
    const end = performance.now();
    took += end - start;
    if (!isDrawn) {
      askFrame();
      return;
    }
    dueAt = end + Math.min(LONGEST_REST_MS, REST_SHARE * took);
    const wasStale = isStale;
    took = 0;
    mayPart = true;
    isRestless = false;
    isStale = false;
    onDrawn();
    if (wasStale) askInTurn();
  }

  return { askNow, askInTurn, run };
}
