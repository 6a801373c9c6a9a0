import { Button } from '../../components/kit/Button.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { t } from '../../components/words/translate.ts';
import type { Desk } from '../desk/desk.ts';
import { SampleBanner } from '../desk/SampleBanner.tsx';
import { useSample } from '../desk/use-sample.ts';

interface SampleSectionProps {
  readonly desk: Desk;
  /** The sample is in use. */
  readonly isOn: boolean;
  readonly onOpenStream: () => void;
}

/** A look without a key: starts the sample, or shows the ways on and out while it is in use. */
export function SampleSection({ desk, isOn, onOpenStream }: SampleSectionProps) {
  const sample = useSample(desk);
  return (
    <section class="welcome-card" aria-labelledby="sample">
      <h2 id="sample">{t('sampleHeading')}</h2>
      <p class="muted">{t('sampleBody')}</p>
      {isOn && <SampleBanner desk={desk} />}
      <div class="form-end">
        <Button look={isOn ? 'plain' : 'primary'} busy={sample.busy} onClick={sample.start}>
          {t(isOn ? 'openSampleReport' : 'trySample')}
        </Button>
        {isOn && <Button onClick={onOpenStream}>{t('openStream')}</Button>}
      </div>
      {sample.problem && <ProblemBanner problem={sample.problem} />}
    </section>
  );
}
