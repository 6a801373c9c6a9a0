import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button, IconButton } from '../kit/Button.tsx';
import { SELECTED_TAB } from '../kit/Tabs.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { isFocusLost } from '../kit/use-kept-focus.ts';
import { t } from '../words/translate.ts';

interface MuteUndoProps {
  /** What was muted last, or should have been. Untrusted. */
  readonly name: string;
  /** False: the settings could not be written. */
  readonly saved: boolean;
  /** What had the focus when it was muted. */
  readonly pressed: Element | null;
  /** Undo, or try again. */
  readonly onResume: () => void;
  readonly onClose: () => void;
}

/** After a mute, since the row may have gone with it: what was muted, and the way back. That is announced by whoever mutes. */
export function MuteUndo({ name, saved, pressed, onResume, onClose }: MuteUndoProps) {
  const bar = useRef<HTMLElement>(null);
  useTakenFocus(bar, pressed);
  useGivenFocus(bar, pressed);
  return (
    <aside class="mute-undo" ref={bar}>
      <span class="mute-name">
        {t(saved ? 'mutedNow' : 'muteFailed')} <Untrusted text={name} />
      </span>
      <Button look="quiet" onClick={onResume}>
        {t(saved ? 'undo' : 'tryAgain')}
      </Button>
      <IconButton icon="close" label={t('dismiss')} onClick={onClose} />
    </aside>
  );
}

type BarRef = RefObject<HTMLElement | null>;

/** The row that was muted goes at once or with the next answer: then, and only then, the way back has the focus. */
function useTakenFocus(bar: BarRef, pressed: Element | null): void {
  useLayoutEffect(() => {
    const stop = new AbortController();
    const take = () => {
      if (pressed?.isConnected !== false || !isFocusLost()) return;
      stop.abort();
      bar.current?.querySelector('button')?.focus();
    };
    const observer = new MutationObserver(take);
    observer.observe(document.body, { childList: true, subtree: true });
    stop.signal.addEventListener('abort', () => observer.disconnect());
    // Whoever went on elsewhere is not called back.
    document.addEventListener('focusin', () => stop.abort(), { signal: stop.signal });
    document.addEventListener('pointerdown', () => stop.abort(), { signal: stop.signal });
    take();
    return () => stop.abort();
  }, [bar, pressed]);
}

/** A bar that goes while it has the focus gives it back, or to the list that it was taken from. */
function useGivenFocus(bar: BarRef, pressed: Element | null): void {
  const back = useRef(pressed);
  if (pressed !== null && !bar.current?.contains(pressed)) back.current = pressed;
  useLayoutEffect(() => {
    const element = bar.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      const target = back.current?.isConnected ? back.current : document.querySelector(REST);
      if (target instanceof HTMLElement) target.focus();
    };
  }, [bar]);
}

const REST = `${SELECTED_TAB}, main textarea`;
