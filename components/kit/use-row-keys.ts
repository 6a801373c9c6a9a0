import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { findAction, type Letters, type ListKey, useLetters } from './letters.ts';

/**
 * Keys of a list whose rows are buttons with `data-row` (and `data-copy` beside a copy button): up, down, Home and End
 * move, right and left unfold and fold. Letters act only while a row has the focus (WCAG 2.1.4). Tab stops at one row of
 * the list, so that it passes over long lists; rows are rendered with tabIndex -1 and the stop is moved here, in the DOM,
 * so that an arrow key does not render the list again.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const letters = useLetters();
  // After every render: rows may have come and gone, the stop with them.
  useLayoutEffect(() => {
    const rows = findRows(list.current);
    if (!rows.some(({ tabIndex }) => tabIndex === 0)) moveStop(rows, rows[0]);
  });

  useEffect(() => {
    const root = list.current;
    if (root === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    root.addEventListener('keydown', (event) => handleKey(root, event, letters), { signal });
    root.addEventListener('focusin', ({ target }) => moveStop(findRows(root), rowOf(target)), { signal });
    // With nothing focused, as a popup opens, and from the tabs above, the down arrow enters the list.
    const enter = (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' || !isAbove(event.target)) return;
      event.preventDefault();
      findRows(root)
        .find(({ tabIndex }) => tabIndex === 0)
        ?.focus();
    };
    document.addEventListener('keydown', enter, { signal });
    return () => stop.abort();
  }, [list, letters]);
}

const isAbove = (target: EventTarget | null): boolean =>
  target === document.body || (target instanceof HTMLElement && target.role === 'tab');

const findRows = (root: HTMLElement | null): readonly HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
];

const rowOf = (target: EventTarget | null): HTMLElement | undefined =>
  target instanceof HTMLElement && target.dataset['row'] !== undefined ? target : undefined;

const copyButtonOf = (row: HTMLElement): HTMLElement | null =>
  row.dataset['copy'] === undefined
    ? null
    : (row.parentElement?.querySelector<HTMLElement>('.copy button') ?? null);

/** The row and its copy button become the list's only tab stops. Without a row (focus inside a detail) nothing moves. */
function moveStop(rows: readonly HTMLElement[], to: HTMLElement | undefined): void {
  if (to === undefined) return;
  for (const row of rows) {
    const tabIndex = row === to ? 0 : -1;
    if (row.tabIndex === tabIndex) continue;
    row.tabIndex = tabIndex;
    const copy = copyButtonOf(row);
    if (copy) copy.tabIndex = tabIndex;
  }
}

interface RowKey extends ListKey {
  readonly keys?: readonly string[];
  /** `key`: as the event names it, or the action of a letter. */
  readonly run: (root: HTMLElement, row: HTMLElement, key: string) => void;
}

/** For the sheet of keys; the buttons carry them as `data-step` (components/page/MatchNavigator.tsx). */
export const MATCH_KEYS = {
  label: 'keyMatches',
  letters: ['nextMatch', 'previousMatch'],
} as const satisfies ListKey;

/** The keys of a list, for the handler below and for the sheet that names them. */
export const ROW_KEYS: readonly RowKey[] = [
  {
    keys: ['ArrowDown', 'ArrowUp'],
    shown: '↓ ↑',
    letters: ['down', 'up'],
    label: 'keyMove',
    run: moveFocus,
  },
  { keys: ['Home', 'End'], shown: 'Home End', label: 'keyEnds', run: moveFocus },
  { keys: ['ArrowRight', 'ArrowLeft'], shown: '→ ←', label: 'keyUnfold', run: unfold },
  // Where the list has such buttons above it.
  { ...MATCH_KEYS, run: pressStep },
  { letters: ['copy'], label: 'keyCopy', run: (_root, row) => copyButtonOf(row)?.click() },
];

function pressStep(root: HTMLElement, _row: HTMLElement, action: string): void {
  root.parentElement?.querySelector<HTMLElement>(`[data-step="${action}"]`)?.click();
}

function handleKey(root: HTMLElement, event: KeyboardEvent, letters: Letters): void {
  const row = rowOf(event.target);
  if (row === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  const action = findAction(letters, event);
  const found = ROW_KEYS.find((each) =>
    action === undefined ? each.keys?.includes(event.key) : each.letters?.includes(action),
  );
  if (found === undefined) return;
  found.run(root, row, action ?? event.key);
  event.preventDefault();
}

function moveFocus(root: HTMLElement, from: HTMLElement, key: string): void {
  const rows = findRows(root);
  const down = Math.min(rows.indexOf(from) + 1, rows.length - 1);
  const up = Math.max(rows.indexOf(from) - 1, 0);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: down,
    down,
    ArrowUp: up,
    up,
    Home: 0,
    End: rows.length - 1,
  };
  rows[steps[key] ?? 0]?.focus();
}

function unfold(_root: HTMLElement, row: HTMLElement, key: string): void {
  const opens = key === (document.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight');
  if (row.getAttribute('aria-expanded') === String(!opens)) row.click();
}
