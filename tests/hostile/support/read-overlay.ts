/** What the overlay shows: only the extension's own world can tell, where a closed root can be opened. */
export interface Seen {
  readonly boxes: number;
  readonly painted: number;
  /** The glance card is up, with or without words. */
  readonly card: boolean;
}

/** Runs in the extension's world; `undefined` while there is no overlay. Leaky scripts say themselves what they painted. */
export function readOverlay(): Seen | undefined {
  const { chrome, leakySeen } = globalThis as unknown as {
    chrome: { dom: { openOrClosedShadowRoot(of: Element): ShadowRoot | null } };
    leakySeen?: Seen;
  };
  if (leakySeen !== undefined) return leakySeen;
  const roots = [...document.querySelectorAll('div')].map((each) => chrome.dom.openOrClosedShadowRoot(each));
  const root = roots.find((each) => each?.querySelector('.stage'));
  if (!root) return undefined;
  const boxes = root.querySelectorAll('.box');
  const painted = [...boxes].filter((box) => !box.classList.contains('none')).length;
  return { boxes: boxes.length, painted, card: root.querySelector('.cover') !== null };
}

export const isDrawn = (seen: Seen | undefined, expectPaint: boolean): boolean =>
  seen !== undefined && seen.boxes > 0 && (!expectPaint || seen.painted > 0);
