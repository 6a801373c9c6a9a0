import { useId } from 'preact/hooks';
import { t } from '../words/translate.ts';
import { Button } from './Button.tsx';
import { useModal } from './use-modal.ts';

export interface KeyRow {
  readonly label: string;
  /** As the browser writes it; empty: none is set. */
  readonly keys: string;
}

interface KeySheetProps {
  readonly groups: readonly { readonly title: string; readonly rows: readonly KeyRow[] }[];
  /** Where the browser lets its shortcuts be changed. */
  readonly onChangeKeys: () => void;
  /** Where the others are changed. */
  readonly onChangeLetters: () => void;
  readonly onClose: () => void;
}

/** Every key there is, with the user's own bindings. */
export function KeySheet({ groups, onChangeKeys, onChangeLetters, onClose }: KeySheetProps) {
  const id = useId();
  const dialog = useModal();
  return (
    <dialog class="key-sheet" ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{t('keysTitle')}</h2>
      {groups.map(({ title, rows }) => (
        <section key={title}>
          <h3>{title}</h3>
          <KeyRows rows={rows} />
        </section>
      ))}
      <div class="form-end">
        <Button onClick={onClose}>{t('close')}</Button>
        <Button look="quiet" onClick={onChangeKeys}>
          {t('keysChange')}
        </Button>
        <Button look="quiet" onClick={onChangeLetters}>
          {t('lettersChange')}
        </Button>
      </div>
    </dialog>
  );
}

export function KeyRows({ rows }: { readonly rows: readonly KeyRow[] }) {
  return (
    <dl class="key-rows">
      {rows.map(({ label, keys }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{keys === '' ? <span class="muted">{t('keyNone')}</span> : <kbd>{keys}</kbd>}</dd>
        </div>
      ))}
    </dl>
  );
}
