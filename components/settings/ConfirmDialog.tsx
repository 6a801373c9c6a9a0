import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '../kit/Button.tsx';
import { useModal } from '../kit/use-modal.ts';
import { t } from '../words/translate.ts';

interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, with its number. */
  readonly children: ComponentChildren;
  /** The deed by its name ("Delete 12"), never "OK". */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before what cannot be undone. The focus is on "Cancel": Enter by habit does no harm. */
export function ConfirmDialog({ title, children, confirm, onConfirm, onCancel }: ConfirmDialogProps) {
  const id = useId();
  const dialog = useModal();
  return (
    // Keys pressed in it are its own: Escape must not also close what it was opened from, nor a letter leaf behind it.
    <dialog
      class="confirm"
      ref={dialog}
      aria-labelledby={id}
      onClose={onCancel}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={id}>{title}</h2>
      <div class="confirm-words">{children}</div>
      <div class="form-end">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button look="primary" onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </dialog>
  );
}
