import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type MessageKey, t } from '../words/translate.ts';

/**
 * What single characters do: `help` wherever nothing is typed, the others while a row of a list has the focus. One table
 * for the handlers, the sheet of keys and the options, where each can be given another character or none (WCAG 2.1.4).
 */
export const LETTERS = [
  { action: 'down', letter: 'j', label: 'letterDown' },
  { action: 'up', letter: 'k', label: 'letterUp' },
  { action: 'nextMatch', letter: 'n', label: 'matchNext' },
  { action: 'previousMatch', letter: 'p', label: 'matchPrevious' },
  { action: 'copy', letter: 'c', label: 'keyCopy' },
  { action: 'select', letter: 'x', label: 'keySelect' },
  { action: 'search', letter: '/', label: 'keySearch' },
  { action: 'help', letter: '?', label: 'keysTitle' },
] as const satisfies readonly { action: string; letter: string; label: MessageKey }[];

export type LetterAction = (typeof LETTERS)[number]['action'];
/** `''`: none. */
export type Letters = Readonly<Record<LetterAction, string>>;

/** The table's own letters, but for those in `changes` (action -> letter). */
export function resolveLetters(changes: Readonly<Record<string, string>>): Letters {
  const entries = LETTERS.map(({ action, letter }) => [action, changes[action] ?? letter]);
  return Object.fromEntries(entries) as Letters;
}

/** `undefined` for a key that is none of the letters; with one of them held, a key is the browser's. */
export function findAction(letters: Letters, event: KeyboardEvent): LetterAction | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  return LETTERS.find(({ action }) => letters[action] === event.key)?.action;
}

/** The user's letters; provided by the page (entrypoints/desk/UserSettings.tsx). */
export const LettersContext = createContext<Letters>(resolveLetters({}));

export const useLetters = (): Letters => useContext(LettersContext);

/** A label with the key that does the same behind it, where there is one. */
export const withKey = (label: string, letter: string): string =>
  letter === '' ? label : t('labelWithKey', label, letter);

/** One line of the sheet of keys. */
export interface ListKey {
  readonly label: MessageKey;
  /** Keys that are always the same, as the sheet shows them. */
  readonly shown?: string;
  readonly letters?: readonly LetterAction[];
}

/** Empty: every one of them was taken away. */
export const showKeys = ({ shown, letters: actions = [] }: ListKey, letters: Letters): string =>
  [shown ?? '', ...actions.map((action) => letters[action])].filter((key) => key !== '').join(' ');
