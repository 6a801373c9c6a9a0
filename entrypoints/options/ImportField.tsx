import { useId, useState } from 'preact/hooks';
import { announce } from '../../components/kit/Announcer.tsx';
import { Banner } from '../../components/kit/Banner.tsx';
import { Untrusted } from '../../components/kit/Untrusted.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import type { Problem } from '../../components/words/problem-words.ts';
import { plural, t } from '../../components/words/translate.ts';
import type { Archive, ImportReport } from '../../utils/store/archive-api.ts';
import { StoreFault } from '../../utils/sync/ports.ts';
import type { Desk } from '../desk/desk.ts';
import { readLines } from './save-lines.ts';

type ImportState =
  | { readonly phase: 'none' }
  | { readonly phase: 'reading'; readonly bytes: number; readonly size: number }
  | { readonly phase: 'done'; readonly report: ImportReport }
  | { readonly phase: 'unreadable' }
  | { readonly phase: 'failed'; readonly problem: Problem };

/** Adds an archive file to what is here: no key needed, and doing it twice changes nothing. */
export function ImportField({ desk, archive }: { readonly desk: Desk; readonly archive: Archive }) {
  const id = useId();
  const [state, setState] = useState<ImportState>({ phase: 'none' });
  const read = async (file: File) => {
    const size = Math.max(file.size, 1);
    setState({ phase: 'reading', bytes: 0, size });
    const lines = readLines(file, (bytes) => setState({ phase: 'reading', bytes, size }));
    try {
      const report = await archive.importLines(lines);
      setState({ phase: 'done', report });
      announce(plural('importAdded', report.added));
    } catch (error) {
      setState(toFailure(error));
    }
    // Also after a failure: whole batches were kept before it.
    desk.tell({ type: 'archive-written' });
  };
  return (
    <div class="field">
      <label for={id}>{t('importLabel')}</label>
      <input
        type="file"
        id={id}
        accept=".jsonl,application/jsonl"
        // Not `disabled`, which would lose the focus.
        aria-disabled={state.phase === 'reading'}
        aria-describedby={`${id}-help`}
        onClick={(event) => state.phase === 'reading' && event.preventDefault()}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = '';
          if (file && state.phase !== 'reading') void read(file);
        }}
      />
      <p class="help" id={`${id}-help`}>
        {t('importHelp')}
      </p>
      {state.phase === 'reading' && (
        <div class="progress-line">
          <progress aria-label={t('importing')} value={state.bytes} max={state.size} />
        </div>
      )}
      {state.phase === 'done' && <Report report={state.report} />}
      {state.phase === 'unreadable' && (
        <Banner tone="bad" title={t('importUnreadable')}>
          <p>{t('importUnreadableAdvice')}</p>
        </Banner>
      )}
      {state.phase === 'failed' && <ProblemBanner problem={state.problem} />}
    </div>
  );
}

/** A file that can no longer be read (a drive was taken away) is no fault of the archive's (File API, section 7.1). */
function toFailure(error: unknown): ImportState {
  if (error instanceof StoreFault)
    return { phase: 'failed', problem: { code: `archive-${error.code}`, message: error.message } };
  if (error instanceof DOMException) return { phase: 'unreadable' };
  return { phase: 'failed', problem: { code: 'archive-failed', message: String(error) } };
}

function Report({ report }: { readonly report: ImportReport }) {
  const { added, known, notes, skipped, reasons } = report;
  return (
    <Banner tone={skipped > 0 ? 'warn' : 'info'} title={plural('importAdded', added)}>
      {known > 0 && <p>{plural('importKnown', known)}</p>}
      {notes > 0 && <p>{plural('importNotes', notes)}</p>}
      {skipped > 0 && (
        <details>
          <summary>{plural('importSkipped', skipped)}</summary>
          <ul class="reasons">
            {reasons.map((reason) => (
              <li key={reason}>
                <Untrusted text={reason} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Banner>
  );
}
