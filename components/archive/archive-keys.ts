import type { MessageKey } from '../words/translate.ts';

/** From the active row and the rows in view to the row that becomes active; not yet clamped to the list. */
type Step = (active: number, perView: number) => number;

interface ArchiveKey {
  readonly shown: string;
  readonly label: MessageKey;
  readonly steps?: Readonly<Record<string, Step>>;
}

const down: Step = (active) => active + 1;
const up: Step = (active) => active - 1;

/** The keys of the panel's list, for the handlers and the sheet of keys alike. Letters act while a row has the focus. */
export const ARCHIVE_KEYS: readonly ArchiveKey[] = [
  { shown: '↓ ↑ j k', label: 'keyMove', steps: { ArrowDown: down, j: down, ArrowUp: up, k: up } },
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
  { shown: 'c', label: 'keyCopy' },
  { shown: '/', label: 'keySearch' },
];

/** `undefined` for a key that does not move. */
export function findStep(key: string): Step | undefined {
  return ARCHIVE_KEYS.find(({ steps }) => steps !== undefined && Object.hasOwn(steps, key))?.steps?.[key];
}

/** `c` copies the focused row's value, `/` goes to the search box. */
export function pressRowKey(event: KeyboardEvent): void {
  const { target, currentTarget } = event;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
  const row = target.closest('.row-place');
  if (row === null) return;
  const control = {
    c: row.querySelector<HTMLElement>('.copy button'),
    '/': currentTarget.querySelector('input'),
  }[event.key];
  if (!control) return;
  event.preventDefault();
  if (event.key === 'c') control.click();
  else control.focus();
}
