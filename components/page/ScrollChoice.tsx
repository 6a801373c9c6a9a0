import { Untrusted } from '../kit/Untrusted.tsx';
import { CheckboxField } from '../settings/CheckboxField.tsx';
import type { OnChange } from '../settings/use-refusal.tsx';
import { t } from '../words/translate.ts';

interface ScrollChoiceProps {
  readonly host: string;
  readonly allowed: boolean;
  readonly onChange: OnChange<boolean>;
}

/** Whether next and previous scroll the page, for one site. What that tells the page stands beside the choice. */
export function ScrollChoice({ host, allowed, onChange }: ScrollChoiceProps) {
  return (
    <details class="scroll-choice">
      <summary>{allowed ? t('scrollOn') : t('scrollOff')}</summary>
      <p class="site-host">
        <Untrusted text={host} />
      </p>
      <CheckboxField label={t('scrollLabel')} help={t('scrollHelp')} checked={allowed} onChange={onChange} />
    </details>
  );
}
