import { useReducer, useRef, useState } from 'preact/hooks';
import { t } from '../words/translate.ts';

/** Takes a value. Where that is to be stored, it answers whether the browser stored it, and never rejects. */
// biome-ignore lint/suspicious/noConfusingVoidType: part of a form that stores later has nothing to answer
export type OnChange<Value> = (value: Value) => Promise<boolean> | void;

/**
 * `onChange` for a control that takes effect at once, and whether the last value was refused. By then what is stored is
 * shown again: the control says that something else was chosen, the words beside it why it is not so.
 */
export function useRefusal<Value>(
  onChange: OnChange<Value>,
): readonly [change: (value: Value) => void, isRefused: boolean] {
  const [isRefused, setRefused] = useState(false);
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const turn = useRef(0);
  const change = (value: Value) => {
    turn.current += 1;
    const mine = turn.current;
    setRefused(false);
    void Promise.resolve(onChange(value)).then((isStored) => {
      if (mine !== turn.current) return;
      setRefused(isStored === false);
      // The browser has drawn the new choice already, of which the properties know nothing where it was not taken.
      renderAgain(undefined);
    });
  };
  return [change, isRefused];
}

interface RefusedProps {
  readonly isRefused: boolean;
  /** What was typed is still there. */
  readonly isDraft?: boolean;
}

/** Beside what the browser did not store, in words and to screen readers. */
export function Refused({ isRefused, isDraft = false }: RefusedProps) {
  if (!isRefused) return null;
  return (
    <p class="help fault" role="alert">
      {t('faultMark')} {t(isDraft ? 'draftRefused' : 'settingRefused')}
    </p>
  );
}
