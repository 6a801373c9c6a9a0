import { useRef, useState } from 'preact/hooks';
import type { IndicatorKey, IndicatorKind } from '../../utils/ioc/indicator.ts';
import { Button } from '../kit/Button.tsx';
import { CopyButton } from '../kit/CopyButton.tsx';
import { disarm, Value } from '../kit/Untrusted.tsx';
import { useRowKeys } from '../kit/use-row-keys.ts';
import { KIND_WORDS } from '../words/kind-words.ts';
import { plural, t } from '../words/translate.ts';

export interface UnseenIndicator {
  readonly key: IndicatorKey;
  readonly kind: IndicatorKind;
  readonly value: string;
}

const AT_FIRST = 200;

/** The page's indicators that are not in the archive: folded away, and made only when they are asked for. */
export function UnseenList({ indicators }: { readonly indicators: readonly UnseenIndicator[] }) {
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const shown = all ? indicators : indicators.slice(0, AT_FIRST);
  return (
    <details class="unseen-list" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{plural('pageUnseen', indicators.length)}</summary>
      <ul class="rows" ref={list}>
        {open && shown.map(({ key, ...indicator }) => <UnseenRow key={key} {...indicator} />)}
      </ul>
      {open && shown.length < indicators.length && (
        <Button look="quiet" onClick={() => setAll(true)}>
          {plural('showAllTexts', indicators.length)}
        </Button>
      )}
    </details>
  );
}

interface UnseenRowProps extends Omit<UnseenIndicator, 'key'> {
  /** Said where no heading says it. */
  readonly state?: string;
}

/** There is nothing to unfold: a click anywhere copies. */
export function UnseenRow({ kind, value, state }: UnseenRowProps) {
  const row = useRef<HTMLLIElement>(null);
  return (
    <li class="row row-head" ref={row}>
      <button
        type="button"
        class="row-button"
        data-row={value}
        data-copy={value}
        tabIndex={-1}
        onClick={() => row.current?.querySelector<HTMLElement>('.copy button')?.click()}
      >
        <span class="row-line">
          <Value text={value} />
          <span class="muted">
            {state !== undefined && `${state} · `}
            {t(KIND_WORDS[kind])}
          </span>
        </span>
      </button>
      <CopyButton text={value} label={t('copyWhat', disarm(value))} tabIndex={-1} />
    </li>
  );
}
