import { useReducer, useRef, useState } from 'preact/hooks';
import { t } from '../words/translate.ts';

/** Why a value was not stored: the browser did not, or some settings are damaged and none is changed. */
export type Refusal = 'refused' | 'damaged';

/** Takes a value. Where that is to be stored, it answers whether it was, and never rejects. */
// biome-ignore lint/suspicious/noConfusingVoidType: part of a form that stores later has nothing to answer
export type OnChange<Value> = (value: Value) => Promise<boolean | 'damaged'> | void;

/**
 * `onChange` for a control that takes effect at once, and why the last value was not stored. By then what is stored is
 * shown again: the control says that something else was chosen, the words beside it why it is not so.
 */
export function useRefusal<Value>(
  onChange: OnChange<Value>,
): readonly [change: (value: Value) => void, refusal: Refusal | undefined] {
  const [refusal, setRefusal] = useState<Refusal>();
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const turn = useRef(0);
  const change = (value: Value) => {
    turn.current += 1;
    const mine = turn.current;
    setRefusal(undefined);
    void Promise.resolve(onChange(value)).then((outcome) => {
      if (mine !== turn.current) return;
      setRefusal(outcome === 'damaged' ? outcome : outcome === false ? 'refused' : undefined);
      // The browser has drawn the new choice already, of which the properties know nothing where it was not taken.
      renderAgain(undefined);
    });
  };
  return [change, refusal];
}

interface RefusedProps {
  readonly refusal: Refusal | undefined;
  /** What was typed is still there. */
  readonly isDraft?: boolean;
}

/** Beside what the browser did not store, in words and to screen readers. */
export function Refused({ refusal, isDraft = false }: RefusedProps) {
  if (refusal === undefined) return null;
  const refused = isDraft ? 'draftRefused' : 'settingRefused';
  return (
    <p class="help fault" role="alert">
      {t('faultMark')} {t(refusal === 'damaged' ? 'settingsAreDamaged' : refused)}
    </p>
  );
}
