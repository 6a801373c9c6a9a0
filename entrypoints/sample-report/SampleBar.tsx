import { useEffect, useRef } from 'preact/hooks';
import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { t } from '../../components/words/translate.ts';
import type { Desk } from '../desk/desk.ts';
import { useStatus } from '../desk/desk-hooks.ts';
import { SampleBanner } from '../desk/SampleBanner.tsx';
import { useSample } from '../desk/use-sample.ts';

interface SampleBarProps {
  readonly desk: Desk;
  /** The sample was left, here or elsewhere: its report goes too. */
  readonly onGone: () => void;
}

/** Above the sample report: what this is, and the way out. */
export function SampleBar({ desk, onGone }: SampleBarProps) {
  const status = useStatus(desk);
  const isOn = typeof status === 'object' && status.sample === true;
  const wasOn = useRef(false);
  useEffect(() => {
    if (wasOn.current && status !== 'silent' && !isOn) onGone();
    if (isOn) wasOn.current = true;
  }, [status, isOn, onGone]);
  if (status === undefined) return null;
  if (status === 'silent') return <Banner tone="bad" title={t('backgroundSilent')} />;
  return isOn ? (
    <SampleBanner desk={desk} />
  ) : (
    <StartAgain desk={desk} hasAccount={status.account !== undefined} />
  );
}

/** The report's address was opened by hand, without the sample in use. */
function StartAgain({ desk, hasAccount }: { readonly desk: Desk; readonly hasAccount: boolean }) {
  const sample = useSample(desk);
  return (
    <Banner
      tone="info"
      title={t('sampleOff')}
      action={
        !hasAccount && (
          <Button busy={sample.busy} onClick={sample.start}>
            {t('trySample')}
          </Button>
        )
      }
    />
  );
}
