import { useState } from 'preact/hooks';
import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { plural, t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { OpenedArchive } from '../background/archive-access.ts';
import type { Desk } from '../desk/desk.ts';
import { ImportField } from './ImportField.tsx';
import { RetentionField } from './RetentionField.tsx';
import { Section } from './Section.tsx';
import { SizesField } from './SizesField.tsx';
import { saveLines } from './save-lines.ts';
import type { SettingsProps } from './use-settings.ts';
import { WipeField } from './WipeField.tsx';

interface DataSectionProps extends Pick<SettingsProps, 'settings'> {
  readonly desk: Desk;
  readonly opened: OpenedArchive;
  readonly clock: Clock;
  /** After another archive took the place of this one. */
  readonly onReplaced: () => void;
}

/** The archive as a file, how long it keeps, how large it is, and its end. */
export function DataSection({ desk, opened, clock, settings, onReplaced }: DataSectionProps) {
  const { archive, account } = opened;
  return (
    <Section name="data">
      <SizesField archive={archive} settings={settings} />
      <ExportField name={nameFile(clock())} lines={() => archive.exportLines(clock())} />
      <ImportField desk={desk} archive={archive} />
      <RetentionField desk={desk} archive={archive} clock={clock} settings={settings} />
      <WipeField desk={desk} hasAccount={account !== undefined} onWiped={onReplaced} />
    </Section>
  );
}

/** `huntlight-2026-11-22.jsonl` */
export const nameFile = (now: number): string =>
  `huntlight-${new Date(now).toISOString().slice(0, 10)}.jsonl`;

type ExportState = 'none' | 'saving' | 'failed' | number;

interface ExportFieldProps {
  readonly name: string;
  readonly lines: () => AsyncIterable<string>;
}

export function ExportField({ name, lines }: ExportFieldProps) {
  const [state, setState] = useState<ExportState>('none');
  const save = () => {
    const saved = saveLines(name, lines);
    setState('saving');
    saved.then(
      (count) => setState(count ?? 'none'),
      () => setState('failed'),
    );
  };
  return (
    <div class="setting-group">
      <div class="form-end">
        <Button busy={state === 'saving'} onClick={save}>
          {t('exportArchive')}
        </Button>
        <span class="muted" role="status">
          {state === 'saving' && t('exporting')}
          {typeof state === 'number' && plural('exported', state)}
        </span>
      </div>
      <p class="help">{t('exportHelp')}</p>
      {state === 'failed' && <Banner tone="bad" title={t('exportFailed')} />}
    </div>
  );
}
