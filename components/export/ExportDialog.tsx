import { useEffect, useId, useState } from 'preact/hooks';
import { Button } from '../kit/Button.tsx';
import { useModal } from '../kit/use-modal.ts';
import { formatNumber, t } from '../words/translate.ts';
import { ExportProgress } from './ExportProgress.tsx';
import { EXPORT_CHOICES, type ExportFormat, type ExportOffer, type ExportScope } from './export-offer.ts';
import { useExportRun } from './use-export-run.ts';

interface ExportDialogProps {
  readonly offer: ExportOffer;
  readonly onClose: () => void;
}

/** What, in which format, to a file or the clipboard. Closing it ends what is under way. */
export function ExportDialog({ offer, onClose }: ExportDialogProps) {
  const id = useId();
  const dialog = useModal();
  // What was offered when it was opened: a list that changes behind it does not change what is being chosen.
  const [{ scopes, run }] = useState(offer);
  const [scope, setScope] = useState(() => scopes.find(({ rows }) => rows !== 0)?.id ?? '');
  const [format, setFormat] = useState<ExportFormat>('csv');
  const { state, start, cancel } = useExportRun(run);
  const counts = useCounts(scopes);
  useEffect(() => cancel, [cancel]);
  const isRunning = state.phase === 'running';
  return (
    // Keys pressed in it are its own: Escape must not also close what it was opened from.
    <dialog
      class="export"
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={id}>{t('exportTitle')}</h2>
      <div class="export-form">
        <Scopes scopes={scopes} counts={counts} chosen={scope} disabled={isRunning} onChoose={setScope} />
        <Formats chosen={format} disabled={isRunning} onChoose={setFormat} />
        <p class="help">{t('exportNoKey')}</p>
        <ExportProgress state={state} total={counts.get(scope)} />
      </div>
      <div class="form-end">
        <Button onClick={isRunning ? cancel : onClose}>{isRunning ? t('cancel') : t('close')}</Button>
        <Button busy={isRunning} onClick={() => start({ scope, format, target: 'clipboard' })}>
          {t('exportCopy')}
        </Button>
        <Button look="primary" busy={isRunning} onClick={() => start({ scope, format, target: 'file' })}>
          {t('exportSave')}
        </Button>
      </div>
    </dialog>
  );
}

interface ChoiceProps<Value extends string> {
  readonly chosen: Value;
  readonly disabled: boolean;
  readonly onChoose: (value: Value) => void;
}

interface ScopesProps extends ChoiceProps<string> {
  readonly scopes: readonly ExportScope[];
  readonly counts: ReadonlyMap<string, number>;
}

function Scopes({ scopes, counts, chosen, disabled, onChoose }: ScopesProps) {
  const name = useId();
  return (
    <fieldset class="export-scopes" disabled={disabled}>
      <legend>{t('exportWhat')}</legend>
      {scopes.map((scope) => (
        <label key={scope.id}>
          <input
            type="radio"
            name={name}
            checked={scope.id === chosen}
            disabled={counts.get(scope.id) === 0}
            onChange={() => onChoose(scope.id)}
          />
          <span>{scope.label}</span>
          <Count rows={counts.get(scope.id)} />
        </label>
      ))}
    </fieldset>
  );
}

function Formats({ chosen, disabled, onChoose }: ChoiceProps<ExportFormat>) {
  const id = useId();
  return (
    <fieldset class="export-formats" disabled={disabled} aria-describedby={`${id}-help`}>
      <legend>{t('exportFormat')}</legend>
      {FORMATS.map((format) => (
        <label key={format}>
          <input
            type="radio"
            name={id}
            checked={format === chosen}
            aria-describedby={`${id}-help`}
            onChange={() => onChoose(format)}
          />
          <span>{t(EXPORT_CHOICES[format].label)}</span>
        </label>
      ))}
      <p class="help" id={`${id}-help`}>
        {t(EXPORT_CHOICES[chosen].help)}
      </p>
    </fieldset>
  );
}

function Count({ rows }: { readonly rows: number | undefined }) {
  return <span class="count">{rows === undefined ? '…' : formatNumber(rows)}</span>;
}

/** How many rows each scope is, as far as that is known. A scope that cannot be counted can still be written. */
function useCounts(scopes: readonly ExportScope[]): ReadonlyMap<string, number> {
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(
    () => new Map(scopes.flatMap(({ id, rows }) => (typeof rows === 'number' ? [[id, rows]] : []))),
  );
  useEffect(() => {
    let gone = false;
    for (const { id, rows } of scopes) {
      if (typeof rows === 'number') continue;
      rows().then(
        (count) => gone || setCounts((before) => new Map(before).set(id, count)),
        () => undefined,
      );
    }
    return () => {
      gone = true;
    };
  }, [scopes]);
  return counts;
}

const FORMATS = Object.keys(EXPORT_CHOICES) as readonly ExportFormat[];
