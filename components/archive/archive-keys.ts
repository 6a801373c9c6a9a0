import { findAction, type LetterAction, type Letters, type ListKey } from '../kit/letters.ts';

/** From the active row and the rows in view to the row that becomes active; not yet clamped to the list. */
type Step = (active: number, perView: number) => number;

interface ArchiveKey extends ListKey {
  /** By the event's name of the key, or the action of a letter. */
  readonly steps?: Readonly<Record<string, Step>>;
}

const down: Step = (active) => active + 1;
const up: Step = (active) => active - 1;

/** The keys of the panel's list, for the handlers and the sheet of keys alike. Letters act while a row has the focus. */
export const ARCHIVE_KEYS: readonly ArchiveKey[] = [
  {
    shown: '↓ ↑',
    letters: ['down', 'up'],
    label: 'keyMove',
    steps: { ArrowDown: down, down, ArrowUp: up, up },
  },
  {
    shown: 'Page ↓ Page ↑',
    label: 'keyPages',
    steps: {
      PageDown: (active, perView) => active + Math.max(1, perView - 1),
      PageUp: (active, perView) => active - Math.max(1, perView - 1),
    },
  },
  {
    shown: 'Home End',
    label: 'keyEnds',
    steps: { Home: () => 0, End: () => Number.MAX_SAFE_INTEGER },
  },
  // The row's button and the detail do that themselves.
  { shown: 'Enter Esc', label: 'keyOpen' },
  { letters: ['copy'], label: 'keyCopy' },
  { letters: ['select'], label: 'keySelect' },
  { letters: ['search'], label: 'keySearch' },
];

/** `undefined` for a key that does not move. */
export function findStep(event: KeyboardEvent, letters: Letters): Step | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const key = findAction(letters, event) ?? event.key;
  return ARCHIVE_KEYS.find(({ steps }) => steps !== undefined && Object.hasOwn(steps, key))?.steps?.[key];
}

/** The letters that copy the focused row's value, select it and go to the search box. */
export function pressRowKey(event: KeyboardEvent, letters: Letters): void {
  const { target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
  const row = target.closest('.row-place');
  const action = findAction(letters, event);
  if (row === null || action === undefined) return;
  const controls: Readonly<Partial<Record<LetterAction, string>>> = {
    copy: '.copy button',
    select: '.row-select input',
  };
  if (action === 'search') currentTarget.querySelector('input')?.focus();
  else if (controls[action] !== undefined) row.querySelector<HTMLElement>(controls[action])?.click();
  else return;
  event.preventDefault();
}
