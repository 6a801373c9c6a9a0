import { useState } from 'preact/hooks';
import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { plural, t } from '../../components/words/translate.ts';
import { saveLines } from './save-lines.ts';

/** `huntlight-2026-11-22.jsonl` */
export const nameFile = (now: number): string =>
  `huntlight-${new Date(now).toISOString().slice(0, 10)}.jsonl`;

export type ExportState = 'none' | 'saving' | 'failed' | number;

/** Writing an archive to a file. `save` must be called first thing in a gesture. */
export function useExport(
  name: string,
  lines: () => AsyncIterable<string>,
): readonly [ExportState, () => void] {
  const [state, setState] = useState<ExportState>('none');
  const save = () => {
    const saved = saveLines(name, lines);
    setState('saving');
    saved.then(
      (count) => setState(count ?? 'none'),
      () => setState('failed'),
    );
  };
  return [state, save];
}

/** How far it is, beside the button. */
export function ExportStatus({ state }: { readonly state: ExportState }) {
  return (
    <span class="muted" role="status">
      {state === 'saving' && t('exporting')}
      {typeof state === 'number' && plural('exported', state)}
    </span>
  );
}

interface ExportFieldProps {
  readonly name: string;
  readonly lines: () => AsyncIterable<string>;
}

export function ExportField({ name, lines }: ExportFieldProps) {
  const [state, save] = useExport(name, lines);
  return (
    <div class="setting-group">
      <div class="form-end">
        <Button busy={state === 'saving'} onClick={save}>
          {t('exportArchive')}
        </Button>
        <ExportStatus state={state} />
      </div>
      <p class="help">{t('exportHelp')}</p>
      {state === 'failed' && <Banner tone="bad" title={t('exportFailed')} />}
    </div>
  );
}
