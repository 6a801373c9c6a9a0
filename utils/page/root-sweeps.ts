import { listen } from './dom.ts';
import { type Pace, runAfter, startSlice } from './pace.ts';
import { type OpenRoot, sweepTree } from './shadow-roots.ts';

export interface RootSweepsDeps {
  readonly document: Document;
  readonly pace: Pace;
  readonly openRoot: OpenRoot;
  /** Every root that is there now, known or not. */
  readonly onRoot: (root: ShadowRoot) => void;
  /** The trees that are known: a sweep goes through each. */
  readonly trees: () => readonly (Document | ShadowRoot)[];
  readonly signal: AbortSignal;
}

export interface RootSweeps {
  /** Looks at every possible host once, and at likely ones again while the page settles. */
  start(): void;
  /** `document.open()` has dropped every listener. */
  rearm(): void;
}

/** After the first pass; nothing happens by itself later than this, so that a page at rest is left at rest. */
const SETTLING_MS = [1_000, 3_000, 9_000] as const;
const IDLE_CAP_MS = 1_000;
/** What the user does may bring up a component: looked for once it had time to. */
const USER_EVENTS = ['click', 'keyup'] as const;
const AFTER_USER_MS = 700;

/** Finds shadow roots that are attached late: nothing announces them (shadow-roots.ts). */
export function createRootSweeps(deps: RootSweepsDeps): RootSweeps {
  const { document, pace, signal } = deps;
  let isUserSweepAsked = false;

  async function sweep(isThorough: boolean): Promise<void> {
    let mayGoOn = startSlice(pace);
    for (const tree of deps.trees()) {
      for (const root of sweepTree(tree, deps.openRoot, isThorough)) {
        if (root !== undefined) deps.onRoot(root);
        if (mayGoOn()) continue;
        await pace.yieldToPage();
        if (signal.aborted) return;
        mayGoOn = startSlice(pace);
      }
    }
  }

  const askSweep = (isThorough: boolean): void =>
    pace.whenIdle(() => void sweep(isThorough), IDLE_CAP_MS, signal);

  function onUserEvent(event: Event): void {
    if (!event.isTrusted || isUserSweepAsked) return;
    isUserSweepAsked = true;
    runAfter(
      () => {
        isUserSweepAsked = false;
        askSweep(false);
      },
      AFTER_USER_MS,
      signal,
    );
  }

  function rearm(): void {
    for (const type of USER_EVENTS) {
      listen(document, type, onUserEvent, { capture: true, passive: true, signal });
    }
  }

  return {
    start() {
      askSweep(true);
      for (const delayMs of SETTLING_MS) runAfter(() => askSweep(false), delayMs, signal);
      rearm();
    },
    rearm,
  };
}
