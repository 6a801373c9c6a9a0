import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/kit/Button.tsx';
import { EmptyState } from '../../components/kit/EmptyState.tsx';
import { Untrusted } from '../../components/kit/Untrusted.tsx';
import { Sightings } from '../../components/page/Sightings.tsx';
import { plural, t } from '../../components/words/translate.ts';
import { type IndicatorKey, parseKey } from '../../utils/ioc/indicator.ts';
import type { IndicatorSummary } from '../../utils/ioc/notification.ts';
import type { ArchiveState } from '../desk/desk-hooks.ts';

interface IndicatorPanelProps {
  readonly indicator: IndicatorKey;
  readonly archive: ArchiveState;
  readonly now: number;
  readonly onClose: () => void;
}

/** One indicator and all that the archive holds about it. */
export function IndicatorPanel({ indicator, archive, now, onClose }: IndicatorPanelProps) {
  const summary = useSummary(archive, indicator);
  return (
    <div class="scroller">
      <header class="batch-heading">
        <h2 class="indicator-title">
          <Untrusted text={parseKey(indicator)?.value ?? indicator} />
        </h2>
        <Button look="quiet" onClick={onClose}>
          {t('showAll')}
        </Button>
      </header>
      {summary === 'unknown' && (
        <EmptyState title={t('indicatorUnknown')}>
          <p>{t('indicatorUnknownBody')}</p>
        </EmptyState>
      )}
      {summary === 'failed' && (
        <EmptyState
          title={t('feedFailed')}
          action={<Button onClick={archive.reopen}>{t('tryAgain')}</Button>}
        >
          <p>{t('feedFailedAdvice')}</p>
        </EmptyState>
      )}
      {typeof summary === 'object' && (
        <>
          <p class="indicator-count">{plural('notifications', summary.notifications)}</p>
          <Sightings
            rows={summary.latest}
            total={summary.notifications}
            firstDate={summary.firstDate}
            now={now}
          />
        </>
      )}
    </div>
  );
}

function useSummary(archive: ArchiveState, indicator: IndicatorKey) {
  const [summary, setSummary] = useState<IndicatorSummary | 'unknown' | 'failed'>();
  useEffect(() => {
    if (archive.phase !== 'open') return;
    archive.opened.archive.summarise(indicator).then(
      (found) => setSummary(found ?? 'unknown'),
      () => setSummary('failed'),
    );
  }, [archive, indicator]);
  return summary;
}
