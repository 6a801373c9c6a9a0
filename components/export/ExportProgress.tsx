import { Untrusted } from '../kit/Untrusted.tsx';
import { plural, t } from '../words/translate.ts';
import type { ExportState } from './use-export-run.ts';

interface ExportProgressProps {
  readonly state: ExportState;
  /** Rows to write, where that is known. */
  readonly total: number | undefined;
}

/** How far it is and how it ended: what was written, and what was left out and why. */
export function ExportProgress({ state, total }: ExportProgressProps) {
  return (
    <div class="export-progress">
      {state.phase === 'running' && (
        <progress
          aria-label={t('exportProgress')}
          {...(total === undefined ? {} : { value: Math.min(state.rows, total), max: Math.max(total, 1) })}
        />
      )}
      {/* Progress is not spoken row by row: the live region holds still until the end. */}
      {state.phase === 'running' && <p class="muted">{plural('exportRunning', state.rows)}</p>}
      <div role="status">{state.phase === 'ended' && <Ending {...state} />}</div>
    </div>
  );
}

function Ending({ result, target }: ExportState & { phase: 'ended' }) {
  switch (result.outcome) {
    case 'done':
      return (
        <>
          <p class="good">
            {target === 'file'
              ? plural('exportSaved', result.written)
              : plural('exportCopied', result.written)}
          </p>
          {result.leftOut > 0 && <p class="fault">{plural('exportLeftOut', result.leftOut)}</p>}
        </>
      );
    case 'cancelled':
      return <p>{t('exportCancelled')}</p>;
    case 'too-large':
      return <p class="fault">{t('exportTooLarge')}</p>;
    case 'failed':
      return (
        <p class="fault">
          {t(target === 'file' ? 'exportFailed' : 'copyFailed')} <Untrusted text={result.message} />
        </p>
      );
  }
}
