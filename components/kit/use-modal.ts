import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** For a `<dialog>` that is modal as long as it is there, and gives the focus back to what had it. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return dialog;
}
