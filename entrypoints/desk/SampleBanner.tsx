import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { t } from '../../components/words/translate.ts';
import type { Desk } from './desk.ts';
import { useSample } from './use-sample.ts';

/** Stands on every screen that shows the sample stream: nobody may take it for their own, and one click ends it. */
export function SampleBanner({ desk }: { readonly desk: Desk }) {
  const sample = useSample(desk);
  return (
    <>
      <Banner
        tone="info"
        title={t('sampleOn')}
        action={
          <Button busy={sample.busy} onClick={sample.leave}>
            {t('leaveSample')}
          </Button>
        }
      >
        <p>{t('sampleOnBody')}</p>
      </Banner>
      {sample.problem && <ProblemBanner problem={sample.problem} />}
    </>
  );
}
